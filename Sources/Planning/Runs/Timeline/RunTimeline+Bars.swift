extension RunTimeline {
    /// A stretch of work as a drawing shows it: a bar in a row of a lane.
    public struct Bar: Sendable, Hashable {
        /// The lanes, from above to below.
        public enum Lane: Int, Sendable, Hashable, CaseIterable {
            case steps, drafter, verifier, scorer, tools

            init(_ role: AgentRole) {
                switch role {
                case .drafter: self = .drafter
                case .verifier: self = .verifier
                case .scorer: self = .scorer
                }
            }
        }

        /// What goes on.
        public enum Content: Sendable, Hashable {
            /// From one commit to the next: what the run was waiting for.
            case step(RunSummary.CommittedStep)
            /// A model call.
            case call(RunSummary.Call)
            /// An action that is carried out.
            case execution(Execution)
        }

        /// The lane.
        public let lane: Lane
        /// The row within the lane; 0 is the uppermost. Bars of one row never overlap.
        public let row: Int
        /// Since the run began.
        public let start: Duration
        /// Since the run began; what is still open ends with the last event.
        public let end: Duration
        /// What goes on.
        public let content: Content
    }

    /// All bars of the run: the steps, the calls and the executions.
    public var bars: [Bar] {
        var rows = Rows()
        var bars: [Bar] = []
        var start = Duration.zero
        for step in summary.steps {
            let end = max(step.time, start)
            bars.append(rows.bar(.steps, from: start, to: end, .step(step)))
            start = end
        }
        for call in summary.calls {
            let end = end(of: call) ?? summary.latency
            bars.append(rows.bar(.init(call.role), from: call.started, to: max(end, call.started), .call(call)))
        }
        // They are known in the order in which they ended.
        for execution in executions.sorted(by: { ($0.start, $0.number) < ($1.start, $1.number) }) {
            bars.append(rows.bar(.tools, from: execution.start, to: execution.end, .execution(execution)))
        }
        return bars
    }

    /// When the last bar of each row ends.
    private struct Rows {
        private var ends: [Bar.Lane: [Duration]] = [:]

        /// A bar in the first row of the lane that is free. Those of a lane come in the order of their beginnings.
        mutating func bar(
            _ lane: Bar.Lane, from start: Duration, to end: Duration, _ content: Bar.Content
        ) -> Bar {
            let rows = ends[lane] ?? []
            let row = rows.firstIndex { $0 <= start } ?? rows.count
            if row < rows.count { ends[lane]?[row] = end } else { ends[lane, default: []].append(end) }
            return Bar(lane: lane, row: row, start: start, end: end, content: content)
        }
    }
}
