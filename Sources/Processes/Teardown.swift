/// How a program is ended, as data: what is done, one step after the other, and how long each step is
/// waited for. A value: whoever carries it out has the clock and the process.
public struct Teardown: Sendable, Hashable {
    /// What can be done to a program.
    public enum Action: Sendable, Hashable {
        /// Its standard input ends.
        case close
        /// It is asked to end.
        case terminate
        /// It is ended by the system.
        case kill
    }

    /// One step.
    public struct Step: Sendable, Hashable {
        /// What is done.
        public let action: Action
        /// How long the program may then take.
        public let patience: Duration

        /// A step.
        public init(_ action: Action, patience: Duration) {
            self.action = action
            self.patience = patience
        }
    }

    private var left: [Step]
    private var until: Duration?

    /// A teardown by these steps.
    public init(_ steps: [Step]) {
        left = steps
    }

    /// A server: it may end with its input, is asked after a moment, and killed after some seconds.
    public static let server = Teardown([
        Step(.close, patience: .milliseconds(100)), Step(.terminate, patience: .seconds(5)),
        Step(.kill, patience: .seconds(2)),
    ])

    /// What to do now.
    public enum Next: Sendable, Hashable {
        case act(Action)
        case wait
        /// Nothing is left to do: the program is gone, or not even the last step helped.
        case end
    }

    /// What to do at the time `now`.
    /// - Parameter isGone: whether the program, and all it has started, has ended.
    public mutating func next(at now: Duration, isGone: Bool) -> Next {
        if isGone { return .end }
        if let until, now < until { return .wait }
        guard !left.isEmpty else { return .end }
        let step = left.removeFirst()
        until = now + step.patience
        return .act(step.action)
    }
}
