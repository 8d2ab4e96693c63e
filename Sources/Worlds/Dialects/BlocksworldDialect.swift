import Planning

/// The world of blocks as its models write it, one letter a block:
///
///     |abc?de:|ca|bd^e=e>-
///
/// Before the colon stands the goal: chains of blocks from the bottom up, behind `|` on the table, behind
/// `?` anywhere. Then comes the state: towers from the bottom up, and behind `^` what is in the hand.
/// `c<a` takes c from a, `c>a` puts it on a, and `-` is the table; `!` ends the task.
///
/// Blocks are called a, b, c… in the order of the goal: chains on the table first, longer ones first,
/// and of equal ones the one whose lowest block comes first in the alphabet. So a letter tells where
/// its block belongs.
struct BlocksworldDialect: Dialect {
    static var mostBlocks: Int { letters.count }
    private static let letters = Array("abcdefg")
    /// Fewer blocks than the models know are joined by others that nobody mentions.
    private static let fewestBlocks = 3

    private let problem: BlocksworldProblem
    private let goal: String
    /// The block that each letter stands for.
    private let blocks: [Int]
    /// The letter of each block.
    private let letterOfBlock: [Int: Character]

    /// - Throws: `AgentError` for more blocks than the models were trained on.
    init(_ problem: BlocksworldProblem) throws(AgentError) {
        guard problem.names.count <= Self.letters.count else {
            throw AgentError(
                .invalidTask,
                "the models that come with the program know at most \(Self.letters.count) blocks, and this task has "
                    + "\(problem.names.count); `--engine search` plans with up to \(BlocksworldState.maximumBlocks)")
        }
        self.problem = problem
        let chains = Self.chains(of: problem)
        blocks = chains.flatMap(\.blocks)
        letterOfBlock = Dictionary(uniqueKeysWithValues: zip(blocks, Self.letters))
        let letters = letterOfBlock
        let extra = Self.letters[blocks.count..<max(blocks.count, Self.fewestBlocks)].map { "?\($0)" }
        goal =
            chains.map { ($0.isOnTable ? "|" : "?") + String($0.blocks.compactMap { letters[$0] }) }.joined()
            + extra.joined()
    }

    func isReached(after trajectory: Trajectory) -> Bool {
        problem.isReached(in: problem.state(after: trajectory))
    }

    /// The question for the step after `trajectory`.
    func question(after trajectory: Trajectory) -> Question {
        let state = problem.state(after: trajectory)
        let moves = state.legalMoves.map { Question.Choice(text: text(of: $0), action: problem.action(for: $0)) }
        return Question(
            prompt: "\(goal):\(text(of: state))=",
            choices: moves + [Question.Choice(text: "!", action: problem.finish(after: trajectory))])
    }

    /// Blocks that the goal wants on each other, from the bottom up.
    struct Chain {
        let isOnTable: Bool
        var blocks: [Int]
    }

    static func chains(of problem: BlocksworldProblem) -> [Chain] {
        var above: [Int: Int] = [:]
        var chains: [Chain] = []
        for block in problem.names.indices {
            switch problem.goal.place(of: block) {
            case .on(let support): above[support] = block
            case .table: chains.append(Chain(isOnTable: true, blocks: [block]))
            case .hand, nil: chains.append(Chain(isOnTable: false, blocks: [block]))
            }
        }
        for index in chains.indices { chains[index].blocks = climb(from: chains[index].blocks[0], above) }
        return chains.sorted { left, right in
            if left.isOnTable != right.isOnTable { return left.isOnTable }
            if left.blocks.count != right.blocks.count { return left.blocks.count > right.blocks.count }
            return left.blocks[0] < right.blocks[0]
        }
    }

    private static func climb(from bottom: Int, _ above: [Int: Int]) -> [Int] {
        Array(sequence(first: bottom) { above[$0] })
    }

    private func text(of state: BlocksworldState) -> String {
        var above: [Int: Int] = [:]
        for block in blocks { if case .on(let support) = state.place(of: block) { above[support] = block } }
        let towers = blocks.filter { state.place(of: $0) == .table }.map { bottom in
            "|" + String(Self.climb(from: bottom, above).compactMap { letterOfBlock[$0] })
        }
        let extra = Self.letters[blocks.count..<max(blocks.count, Self.fewestBlocks)].map { "|\($0)" }
        return (towers + extra).joined() + (state.held.map { "^\(letter($0))" } ?? "")
    }

    private func text(of move: BlocksworldMove) -> String {
        switch move {
        case .pickUp(let block): "\(letter(block))<-"
        case .putDown(let block): "\(letter(block))>-"
        case .stack(let block, let support): "\(letter(block))>\(letter(support))"
        case .unstack(let block, let support): "\(letter(block))<\(letter(support))"
        }
    }

    private func letter(_ block: Int) -> String { letterOfBlock[block].map(String.init) ?? "" }
}
