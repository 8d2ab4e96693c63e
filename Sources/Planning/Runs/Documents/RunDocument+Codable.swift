public import Foundation

// The optional members that the format always has are written as null when they are unknown, which
// the synthesized coding would not do.

extension RunDocument {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(run, forKey: .run)
        try container.encode(status, forKey: .status)
        try container.encode(started, forKey: .started)
        try container.encode(task, forKey: .task)
        try container.encode(agent, forKey: .agent)
        try container.encode(drafter, forKey: .drafter)
        try container.encode(verifier, forKey: .verifier)
        try container.encode(strategy, forKey: .strategy)
        try container.encode(guarantee, forKey: .guarantee)
        try container.encode(lambda, forKey: .lambda)
        try container.encodeIfPresent(valueOfTime, forKey: .valueOfTime)
        try container.encode(steps, forKey: .steps)
        try container.encode(answer, forKey: .answer)
        try container.encode(latency, forKey: .latency)
        try container.encode(cost, forKey: .cost)
        try container.encode(estimatedCost, forKey: .estimatedCost)
        try container.encode(sequentialLatency, forKey: .sequentialLatency)
        try container.encode(sequentialCost, forKey: .sequentialCost)
        try container.encode(objective, forKey: .objective)
        try container.encode(oracleObjective, forKey: .oracleObjective)
        try container.encode(efficiency, forKey: .efficiency)
        try container.encode(objectiveBasis, forKey: .objectiveBasis)
        try container.encode(timeSaved, forKey: .timeSaved)
        try container.encode(extraCost, forKey: .extraCost)
        try container.encode(waste, forKey: .waste)
        try container.encodeIfPresent(recall, forKey: .recall)
        try container.encodeIfPresent(keeping, forKey: .keeping)
        try container.encodeIfPresent(earlyCalls, forKey: .earlyCalls)
        try container.encodeIfPresent(refusals, forKey: .refusals)
        try container.encode(acceptance, forKey: .acceptance)
        try container.encode(calls, forKey: .calls)
        try container.encodeIfPresent(selections, forKey: .selections)
        try container.encodeIfPresent(limit, forKey: .limit)
        try container.encodeIfPresent(error, forKey: .error)
    }

    /// The document as text: one JSON object, indented, keys sorted.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

extension RunDocument.DocumentedAction {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(tool, forKey: .tool)
        try container.encode(arguments, forKey: .arguments)
        try container.encode(text, forKey: .text)
    }
}

extension RunDocument.Waste {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cost, forKey: .cost)
        try container.encode(calls, forKey: .calls)
    }
}

extension RunDocument.RecallFigures {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(hits, forKey: .hits)
        try container.encode(misses, forKey: .misses)
        try container.encode(judged, forKey: .judged)
        try container.encode(right, forKey: .right)
        try container.encode(savedTime, forKey: .savedTime)
        try container.encode(savedCost, forKey: .savedCost)
    }
}

extension RunDocument.CallFigures {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(drafter, forKey: .drafter)
        try container.encode(verifier, forKey: .verifier)
        try container.encode(scorer, forKey: .scorer)
        try container.encode(cancelled, forKey: .cancelled)
        try container.encode(wasted, forKey: .wasted)
    }
}

extension RunDocument.KeepingFigures {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(drafts, forKey: .drafts)
        try container.encode(kept, forKey: .kept)
        try container.encode(audited, forKey: .audited)
        try container.encode(differing, forKey: .differing)
        try container.encode(loss, forKey: .loss)
        try container.encode(lossLow, forKey: .lossLow)
        try container.encode(lossHigh, forKey: .lossHigh)
    }
}
