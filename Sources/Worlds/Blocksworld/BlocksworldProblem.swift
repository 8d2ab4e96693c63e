/// A start and a goal, and what the blocks are called.
public struct BlocksworldProblem: Sendable, Hashable {
    /// The blocks' names in alphabetical order; block `i` is called `names[i]`.
    public let names: [String]
    /// Where everything is at first. The hand is empty.
    public let start: BlocksworldState
    /// Where things have to be in the end.
    public let goal: BlocksworldGoal

    init(names: [String], start: BlocksworldState, goal: BlocksworldGoal) {
        self.names = names
        self.start = start
        self.goal = goal
    }
}

extension BlocksworldProblem: CustomStringConvertible {
    /// The problem in the words that ``init(parsing:)`` reads.
    public var description: String {
        "\(describe(start)) -> \(phrases(goal.place(of:)).joined(separator: ", "))"
    }

    /// A state in one short line, such as `holding c; a on table, b on a`.
    public func describe(_ state: BlocksworldState) -> String {
        let holding = state.held.map { ["holding \(names[$0])"] } ?? []
        let standing = phrases { state.place(of: $0) }.joined(separator: ", ")
        return (holding + (standing.isEmpty ? [] : [standing])).joined(separator: "; ")
    }

    /// What the goal wants and `state` does not have, as phrases.
    func missing(in state: BlocksworldState) -> [String] {
        phrases { state.place(of: $0) == goal.place(of: $0) ? nil : goal.place(of: $0) }
    }

    private func phrases(_ place: (Int) -> BlocksworldState.Place?) -> [String] {
        names.indices.compactMap { block in
            switch place(block) {
            case .on(let below): "\(names[block]) on \(names[below])"
            case .table: "\(names[block]) on table"
            case .hand, nil: nil
            }
        }
    }
}
