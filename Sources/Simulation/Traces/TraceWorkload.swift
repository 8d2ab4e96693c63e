public import Control
public import Planning

/// Recorded tasks, in the order of the record.
public struct TraceWorkload: Sendable, Hashable {
    /// The tasks; at least one.
    public let tasks: [TaskTrace]

    /// Tasks from wherever they were recorded; nil where there are none, or one has no steps.
    public init?(_ tasks: [TaskTrace]) {
        guard !tasks.isEmpty, tasks.allSatisfy({ !$0.steps.isEmpty }) else { return nil }
        self.tasks = tasks
    }

    /// Reads a trace file: one task a line, as docs/traces.md describes it. Empty lines are passed over.
    /// - Parameter file: the file's name in errors.
    public init(parsing text: String, file: String) throws(DataFileError) {
        var tasks: [TaskTrace] = []
        var number = 0
        // A text in JSON may hold every other line break of Unicode.
        let breaks: Set<Character> = ["\n", "\r\n", "\r"]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { breaks.contains($0) }) {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            tasks.append(try TraceRow(file: file, line: number).task(String(line)))
        }
        guard let workload = TraceWorkload(tasks) else {
            throw DataFileError(file: file, line: nil, "there is no task in it; expected one JSON object a line")
        }
        self = workload
    }

    /// Whether the record says what every call cost.
    public var isPriced: Bool { calls.allSatisfy { $0.dollars != nil } }

    /// What the calls cost is counted in: dollars where prices are given or recorded, and anything costs some; else
    /// tokens where they are known; else nothing but time is left.
    public func basis(prices: TokenPrices?) -> CostBasis {
        if prices != nil || (isPriced && calls.contains { $0.dollars ?? 0 > 0 }) { return .dollars }
        return calls.contains { $0.promptTokens + $0.generatedTokens > 0 } ? .tokens : .seconds
    }

    private var calls: some Sequence<TaskTrace.Call> {
        tasks.lazy.flatMap(\.steps).flatMap { [$0.verifier, $0.drafter].compactMap(\.self) }
    }

    /// The tasks as plans for the simulator.
    /// - Parameters:
    ///   - prices: what tokens cost. Without prices it is the recorded costs that count; where those are
    ///     unknown or nothing, every token costs 1, and what is called dollars are tokens.
    ///   - countsSeconds: whether, where there are no tokens either, every second of a call costs 1.
    ///   - quota: what the provider allows.
    public func planned(
        prices: TokenPrices?, countsSeconds: Bool = false, quota: CallQuota = .unlimited
    ) -> [PlannedTask] {
        let longest = tasks.map(\.steps.count).max() ?? 0
        // The plan's length is nothing a controller may know: the limit is the same for all tasks.
        let limit = max(24, 2 * longest)
        let cost: CallCost =
            switch basis(prices: prices) {
            case .dollars: prices.map { .prices($0) } ?? .recorded
            case .seconds where countsSeconds: .seconds
            case .tokens, .seconds: .tokens
            }
        return tasks.compactMap { trace in
            let last = trace.steps.last?.verifier.action
            return PlannedTask(
                name: trace.task,
                steps: trace.steps.enumerated().map { index, step in
                    let isLast = index == trace.steps.count - 1
                    return step.planned(cost, finish: isLast ? nil : last)
                }, stepLimit: limit, quota: quota)
        }
    }
}

/// How the cost of a recorded call is known.
private enum CallCost {
    case prices(TokenPrices)
    case recorded
    case tokens
    case seconds

    func charge(_ call: TaskTrace.Call, _ price: KeyPath<TokenPrices, TokenPrices.Pair>) -> SimulatedCharge {
        var pair = TokenPrices.Pair(input: 1_000_000, output: 1_000_000)
        var scale = 1.0
        switch self {
        case .prices(let prices): pair = prices[keyPath: price]
        case .recorded:
            // The record has one sum. Generated tokens are usually four times as dear as the prompt's.
            let weight = call.promptTokens + 4 * call.generatedTokens
            pair.output *= 4
            scale = weight > 0 ? (call.dollars ?? 0) / weight : 0
        case .tokens: break
        case .seconds: return SimulatedCharge(generationDollars: call.latency)
        }
        return SimulatedCharge(
            promptTokens: call.promptTokens, generatedTokens: call.generatedTokens,
            promptDollars: call.promptTokens * pair.input / 1_000_000 * scale,
            generationDollars: call.generatedTokens * pair.output / 1_000_000 * scale)
    }
}

extension TaskTrace.Step {
    /// - Parameter finish: the action that ends the task, where this step does not.
    fileprivate func planned(_ cost: CallCost, finish: String?) -> PlannedStep {
        let draft: PlannedStep.Draft
        switch drafter?.action {
        case nil: draft = .fails
        case .some where matches: draft = .right
        case let action where action == finish: draft = .finishesTooSoon
        default: draft = .wrong
        }
        return PlannedStep(
            drafting: drafter.map { .init(latency: $0.latency, charge: cost.charge($0, \.drafter)) }
                ?? .init(latency: 0, charge: .zero),
            verifying: .init(latency: verifier.latency, charge: cost.charge(verifier, \.verifier)), draft: draft,
            proposal: drafter?.action ?? "", decision: verifier.action ?? "")
    }
}
