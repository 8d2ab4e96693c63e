public import Planning

extension BlocksworldProblem {
    /// `move` as an action, such as `stack` with `{"block":"c","on":"a"}`.
    public func action(for move: BlocksworldMove) -> Action {
        let block = names[move.block]
        switch move {
        case .pickUp: return Action(tool: "pick-up", arguments: ["block": .string(block)], text: "pick up \(block)")
        case .putDown: return Action(tool: "put-down", arguments: ["block": .string(block)], text: "put down \(block)")
        case .stack(_, let below):
            return Action(
                tool: "stack", arguments: ["block": .string(block), "on": .string(names[below])],
                text: "stack \(block) on \(names[below])")
        case .unstack(_, let below):
            return Action(
                tool: "unstack", arguments: ["block": .string(block), "from": .string(names[below])],
                text: "unstack \(block) from \(names[below])")
        }
    }

    /// The end of the task, with the moves of `trajectory` as its answer.
    public func finish(after trajectory: Trajectory) -> Action {
        let moves = replay(trajectory).moves.map { action(for: $0).text }
        let answer = moves.isEmpty ? "0 moves" : "\(moves.count) moves: \(moves.joined(separator: "; "))"
        return Action(tool: "finish", text: "finish", answer: answer)
    }

    /// The state after `trajectory`. A step that failed changed nothing.
    public func state(after trajectory: Trajectory) -> BlocksworldState {
        replay(trajectory).state
    }

    /// The move that `action` stands for.
    /// - Throws: ``Refusal`` when it names no move of these blocks.
    func move(for action: Action) throws(Refusal) -> BlocksworldMove {
        switch action.tool {
        case "pick-up": return .pickUp(try block("block", of: action))
        case "put-down": return .putDown(try block("block", of: action))
        case "stack": return .stack(try block("block", of: action), on: try block("on", of: action))
        case "unstack": return .unstack(try block("block", of: action), from: try block("from", of: action))
        case let tool?:
            throw Refusal(
                "there is no tool “\(tool)” here; use pick-up, put-down, stack, "
                    + "unstack or finish")
        case nil: throw Refusal("this is text and no move; call one of the tools")
        }
    }

    private func replay(_ trajectory: Trajectory) -> (state: BlocksworldState, moves: [BlocksworldMove]) {
        var state = start
        var moves: [BlocksworldMove] = []
        for step in trajectory.steps where !step.observation.isError {
            guard let move = try? move(for: step.action), let next = state.applying(move) else { continue }
            state = next
            moves.append(move)
        }
        return (state, moves)
    }

    private func block(_ argument: String, of action: Action) throws(Refusal) -> Int {
        guard let name = action.arguments[argument]?.string else {
            throw Refusal("\(action.tool ?? "the tool") needs “\(argument)”, the name of a block")
        }
        guard let block = names.firstIndex(of: name.lowercased()) else {
            throw Refusal(
                "there is no block “\(name.prefix(40))”; there are \(names.joined(separator: ", "))")
        }
        return block
    }
}
