extension BlocksworldGenerator {
    /// The next problem that is worth watching: twelve blocks, hard enough that the verifier takes
    /// seconds and not so hard that it takes minutes, and with a drafter that is often right and not
    /// always.
    ///
    /// How long a search takes spreads over five orders of magnitude among random problems of one size,
    /// and nothing that is quick to compute foretells it. So the arrangements were chosen beforehand by
    /// measurement, and what is random is which one it is and what its blocks are called, which changes
    /// nothing about the work.
    public mutating func worthwhileProblem() -> BlocksworldProblem {
        let shape = Self.shapes[Int(random.next() % UInt64(Self.shapes.count))]
        let numbers = Array(0..<Self.letters.count).shuffled(using: &random)
        // Measured and tested: these arrangements exist, so the second is never needed.
        return Self.problem(shape, renumbered: numbers) ?? problem(blocks: Self.letters.count)
    }

    private static func problem(_ shape: Shape, renumbered numbers: [Int]) -> BlocksworldProblem? {
        func places(_ text: String) -> [BlocksworldState.Place] {
            var places = [BlocksworldState.Place](repeating: .table, count: numbers.count)
            for (block, below) in zip(numbers, text) {
                if let support = letters.firstIndex(of: below) { places[block] = .on(numbers[support]) }
            }
            return places
        }
        let wanted = Dictionary(uniqueKeysWithValues: places(shape.goal).enumerated().map { ($0, $1) })
        guard let start = BlocksworldState(places: places(shape.start)),
            let goal = BlocksworldGoal(count: numbers.count, places: wanted)
        else { return nil }
        return BlocksworldProblem(names: letters.map(String.init), start: start, goal: goal)
    }

    private static let letters = Array("abcdefghijkl")

    /// What each block from a to l stands on at the start and in the goal; `-` is the table.
    typealias Shape = (start: String, goal: String)

    /// Shortest plans of 28 to 36 moves; 0.9 to 3.7 million states from the first decision to the last, and at
    /// most 700,000 for one decision.
    static let shapes: [Shape] = [
        ("-ld-fjc-kgei", "ldhfkce-gab-"),
        ("jaf-chdlki-b", "-hjebiak-f-d"),
        ("ka-chil-dfej", "-daegl-i-hjb"),
        ("bkih-cajef-g", "-iaf-hcg-d-j"),
        ("ie-lgh-jdack", "gc-bd-f-le-k"),
        ("gdjc-kf-a-hi", "i-bfga-dekhj"),
        ("jglfae-cbi-k", "bch-ki-ljedg"),
        ("-gjb-defliah", "cgjlk----fbe"),
        ("-licgdk-haf-", "k-f--d-lha-c"),
        ("fg-aih-jbec-", "dh-gfl-cab-i"),
        ("bjk-l-i-cedh", "jiacf-bgekhd"),
        ("lkahfdcijb-e", "-adhc--bl-ej"),
    ]
}
