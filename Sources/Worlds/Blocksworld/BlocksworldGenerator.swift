import Planning

/// Random problems. Start and goal are drawn from all arrangements of the blocks, each with the
/// same probability.
public struct BlocksworldGenerator: Sendable {
    var random: SeededGenerator

    /// The problems that follow from `seed`.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The next problem, with blocks called a, b, c…; the goal never holds at the start.
    /// - Parameter blocks: how many; from 2 to ``BlocksworldState/maximumBlocks``, and taken to be
    ///   the nearest of these otherwise.
    public mutating func problem(blocks: Int) -> BlocksworldProblem {
        let count = min(max(blocks, 2), BlocksworldState.maximumBlocks)
        let names = "abcdefghijklmn".prefix(count).map(String.init)
        while true {
            let places = arrangement(of: count)
            let wanted = Dictionary(uniqueKeysWithValues: arrangement(of: count).enumerated().map { ($0, $1) })
            guard let start = BlocksworldState(places: places),
                let goal = BlocksworldGoal(count: count, places: wanted), !goal.holds(in: start)
            else { continue }
            return BlocksworldProblem(names: names, start: start, goal: goal)
        }
    }

    /// Every block starts as a floating tower of its own. One floating tower after the other is put
    /// on the table or on another tower; the table is chosen as often as there are arrangements
    /// that begin so.
    private mutating func arrangement(of count: Int) -> [BlocksworldState.Place] {
        var places = [BlocksworldState.Place](repeating: .table, count: count)
        // Top and bottom of each tower.
        var floating = (0..<count).map { (top: $0, bottom: $0) }
        var grounded: [Int] = []
        while let tower = floating.popLast() {
            let onTable = Self.arrangements(floating: floating.count, grounded: grounded.count + 1)
            let onTower = Self.arrangements(floating: floating.count, grounded: grounded.count)
            let others = floating.count + grounded.count
            guard UInt64.random(in: 0..<(onTable + onTower * UInt64(others)), using: &random) >= onTable else {
                grounded.append(tower.top)
                continue
            }
            let chosen = Int.random(in: 0..<others, using: &random)
            if chosen < floating.count {
                places[tower.bottom] = .on(floating[chosen].top)
                floating[chosen].top = tower.top
            } else {
                places[tower.bottom] = .on(grounded[chosen - floating.count])
                grounded[chosen - floating.count] = tower.top
            }
        }
        return places
    }

    /// In how many ways `floating` towers can be put on the table, where `grounded` ones stand, or
    /// on each other.
    static func arrangements(floating: Int, grounded: Int) -> UInt64 {
        // Row n holds the number of ways for n floating towers, by the number of grounded ones.
        var row = [UInt64](repeating: 1, count: grounded + floating + 1)
        for done in 0..<floating {
            row = row.indices.dropLast().map { row[$0 + 1] + row[$0] * UInt64($0 + done) }
        }
        return row[grounded]
    }
}
