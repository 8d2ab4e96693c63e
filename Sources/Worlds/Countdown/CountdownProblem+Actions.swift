public import Planning

extension CountdownProblem {
    /// `move` as an action, such as `add` with `{"a":9,"b":7}`.
    public func action(for move: CountdownMove) -> Action {
        Action(
            tool: move.operation.tool, arguments: ["a": .integer(Int64(move.left)), "b": .integer(Int64(move.right))],
            text: "\(move)")
    }

    /// The end of the task, with the moves of `trajectory` as its answer, or with what is left where
    /// they do not reach the target.
    public func finish(after trajectory: Trajectory) -> Action {
        let (state, moves) = replay(trajectory)
        let done =
            moves.isEmpty ? "0 moves" : "\(moves.count) moves: \(moves.map(\.description).joined(separator: "; "))"
        let answer = isReached(in: state) ? done : "\(target) not reached; left: \(describe(state)); \(done)"
        return Action(tool: "finish", text: "finish", answer: answer)
    }

    /// The numbers after `trajectory`. A step that failed changed nothing.
    public func state(after trajectory: Trajectory) -> CountdownState {
        replay(trajectory).state
    }

    /// The move that `action` stands for.
    /// - Throws: ``Refusal`` when it is none.
    func move(for action: Action) throws(Refusal) -> CountdownMove {
        guard let tool = action.tool else { throw Refusal("this is text and no move; call one of the tools") }
        guard let operation = Operation(tool: tool) else {
            throw Refusal("there is no tool “\(tool)” here; use add, subtract, multiply, divide or finish")
        }
        let left = try number("a", of: action)
        let right = try number("b", of: action)
        guard let move = CountdownMove(left, operation, right) else {
            throw Refusal(Self.reason(left, operation, right))
        }
        return move
    }

    /// What `action` makes of `state`.
    /// - Throws: ``Refusal`` when it is no move, or not possible there.
    func state(after action: Action, in state: CountdownState) throws(Refusal) -> CountdownState {
        let move = try move(for: action)
        guard let next = state.applying(move) else { throw missing(move, in: state) }
        return next
    }

    private func missing(_ move: CountdownMove, in state: CountdownState) -> Refusal {
        let number = state.numbers.contains(move.left) ? move.right : move.left
        let again = move.left == move.right && state.numbers.contains(number) ? " twice" : ""
        return Refusal("\(number) is not there\(again); the numbers left are \(describe(state))")
    }

    private static func reason(_ left: Int, _ operation: Operation, _ right: Int) -> String {
        switch operation {
        case .minus: "\(left) - \(right) is not positive"
        case .over: "\(left) / \(right) is no whole number"
        case .times, .plus:
            "\(left) \(operation.rawValue) \(right) is more than \(CountdownState.largestNumber)"
        }
    }

    private func replay(_ trajectory: Trajectory) -> (state: CountdownState, moves: [CountdownMove]) {
        var state = start
        var moves: [CountdownMove] = []
        for step in trajectory.steps where !step.observation.isError {
            guard let move = try? move(for: step.action), let next = state.applying(move) else { continue }
            state = next
            moves.append(move)
        }
        return (state, moves)
    }

    private func number(_ argument: String, of action: Action) throws(Refusal) -> Int {
        guard let value = action.arguments[argument]?.integer, let number = Int(exactly: value), number > 0,
            number <= CountdownState.largestNumber
        else {
            throw Refusal("\(action.tool ?? "the tool") needs “\(argument)”, one of the numbers that are left")
        }
        return number
    }
}
