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
    public init(parsing text: String, file: String) throws(TraceError) {
        var tasks: [TaskTrace] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            tasks.append(try TraceRow(file: file, line: number).task(String(line)))
        }
        guard let workload = TraceWorkload(tasks) else {
            throw TraceError(file: file, line: nil, "there is no task in it; expected one JSON object a line")
        }
        self = workload
    }

    /// The tasks as plans for the simulator.
    /// - Parameters:
    ///   - prices: what tokens cost; where nobody knows, every token costs 1, and what is called
    ///     dollars are tokens.
    ///   - quota: what the provider allows.
    public func planned(prices: TokenPrices?, quota: CallQuota = .unlimited) -> [PlannedTask] {
        let longest = tasks.map(\.steps.count).max() ?? 0
        // The plan's length is nothing a controller may know: the limit is the same for all tasks.
        let limit = max(24, 2 * longest)
        return tasks.compactMap { trace in
            let last = trace.steps.last?.verifier.action
            return PlannedTask(
                name: trace.task,
                steps: trace.steps.enumerated().map { index, step in
                    let isLast = index == trace.steps.count - 1
                    return step.planned(prices: prices, finish: isLast ? nil : last)
                }, stepLimit: limit, quota: quota)
        }
    }
}

extension TaskTrace.Step {
    /// - Parameter finish: the action that ends the task, where this step does not.
    fileprivate func planned(prices: TokenPrices?, finish: String?) -> PlannedStep {
        let draft: PlannedStep.Draft
        switch drafter?.action {
        case nil: draft = .fails
        case .some where matches: draft = .right
        case let action where action == finish: draft = .finishesTooSoon
        default: draft = .wrong
        }
        return PlannedStep(
            drafting: drafter?.planned(prices?.drafter) ?? .init(latency: 0, charge: .zero),
            verifying: verifier.planned(prices?.verifier), draft: draft, proposal: drafter?.action ?? "",
            decision: verifier.action ?? "")
    }
}

extension TaskTrace.Call {
    fileprivate func planned(_ price: TokenPrices.Pair?) -> PlannedStep.Call {
        let price = price ?? .init(input: 1_000_000, output: 1_000_000)
        return .init(
            latency: latency,
            charge: SimulatedCharge(
                promptTokens: promptTokens, generatedTokens: generatedTokens,
                promptDollars: promptTokens * price.input / 1_000_000,
                generationDollars: generatedTokens * price.output / 1_000_000))
    }
}
