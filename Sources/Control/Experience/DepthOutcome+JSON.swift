import Planning

// An outcome is an array: its kind, then its figures. Thousands of them are kept, so names would cost more
// than what they name, and digits beyond those that were measured more than both.
extension DepthOutcome {
    var json: JSONValue {
        switch self {
        case .started(let task, let committed):
            ["started", JSONValue(committed), JSONValue(task.cluster), .array(task.words.map { JSONValue($0) })]
        case .rode(let depth): ["rode", JSONValue(depth)]
        case .drafted(let draft, let figures): .array(["drafted"] + draft.json + figures.json)
        case .verified(let position, let figures): .array(["verified", JSONValue(position)] + figures.json)
        case .verificationCancelled(let position, let figures):
            .array(["verification-cancelled", JSONValue(position)] + figures.json)
        case .draftCancelled(let position, let figures):
            .array(["draft-cancelled", JSONValue(position)] + figures.json)
        case .compared(let draft, let agrees): .array([agrees ? "right" : "wrong"] + draft.json)
        case .censored(let draft): .array(["censored"] + draft.json)
        case .committed(let figures):
            .array(
                [
                    "committed", JSONValue(figures.position), JSONValue(figures.tool.hash), .seconds(figures.seconds),
                    .seconds(figures.executing),
                ] + figures.verification.json)
        case .ended(let steps, let finished): ["ended", JSONValue(steps), .bool(finished)]
        }
    }

    /// - Throws: ``UnreadableExperience`` for anything that ``json`` does not write.
    init(json: JSONValue) throws {
        var reader = OutcomeReader(json)
        switch try reader.text() {
        case "started":
            let committed = try reader.count()
            self = .started(TaskFeatures(cluster: try reader.hash(), words: try reader.buckets()), committed: committed)
        case "rode": self = .rode(depth: try reader.count())
        case "drafted": self = .drafted(try reader.draft(), try reader.figures())
        case "verified": self = .verified(position: try reader.count(), try reader.figures())
        case "verification-cancelled":
            self = .verificationCancelled(position: try reader.count(), try reader.figures())
        case "draft-cancelled": self = .draftCancelled(position: try reader.count(), try reader.figures())
        case "right": self = .compared(try reader.draft(), agrees: true)
        case "wrong": self = .compared(try reader.draft(), agrees: false)
        case "censored": self = .censored(try reader.draft())
        case "committed":
            let (position, tool) = (try reader.count(), ToolMark(hash: try reader.hash()))
            let (seconds, executing) = (try reader.amount(), try reader.amount())
            self = .committed(
                CommitFigures(
                    position: position, tool: tool, seconds: seconds, verification: try reader.figures(),
                    executing: executing))
        case "ended": self = .ended(steps: try reader.count(), finished: try reader.flag())
        case let kind: throw UnreadableExperience("“\(kind)” in it is nothing that happens")
        }
        try reader.finish()
    }

    /// Whether every figure is one that can occur: then it can also be written as JSON.
    var isSound: Bool {
        switch self {
        case .started, .rode, .ended: true
        case .drafted(let draft, let figures): draft.isSound && figures.isSound
        case .verified(_, let figures), .verificationCancelled(_, let figures), .draftCancelled(_, let figures):
            figures.isSound
        case .compared(let draft, _), .censored(let draft): draft.isSound
        case .committed(let figures):
            figures.seconds.isAmount && figures.executing.isAmount && figures.verification.isSound
        }
    }
}

extension DraftFeatures {
    fileprivate var json: [JSONValue] {
        [
            JSONValue(position), tool.map { JSONValue($0.hash) } ?? .null, JSONValue(previousTool.hash),
            confidence.map { JSONValue($0.rounded(to: 1e4)) } ?? .null, .bool(isRemembered), .bool(finishes),
            JSONValue(verdicts.code),
            JSONValue(cluster),
        ]
    }

    fileprivate var isSound: Bool { confidence.map { (0...1).contains($0) } ?? true }
}

extension CallFigures {
    fileprivate var json: [JSONValue] {
        [
            .seconds(seconds), .dollars(dollars), JSONValue(promptTokens),
            JSONValue(generatedTokens),
        ] + (unaided.map { [.seconds($0.seconds), .dollars($0.dollars)] } ?? [])
    }

    fileprivate var isSound: Bool {
        seconds.isAmount && dollars?.isAmount ?? true && unaided?.seconds.isAmount ?? true
            && unaided?.dollars?.isAmount ?? true
    }
}

extension Double {
    /// Whether it can be a number of seconds or dollars.
    var isAmount: Bool { (0...1e9).contains(self) }

    fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}

extension JSONValue {
    /// Microseconds are what a clock is good for.
    fileprivate static func seconds(_ value: Double) -> JSONValue { JSONValue(value.rounded(to: 1e6)) }

    /// Nano-dollars are what money is counted in.
    fileprivate static func dollars(_ value: Double?) -> JSONValue {
        value.map { JSONValue($0.rounded(to: 1e9)) } ?? .null
    }

    fileprivate init(_ value: some BinaryInteger) {
        self = .integer(Int64(clamping: value))
    }
}
