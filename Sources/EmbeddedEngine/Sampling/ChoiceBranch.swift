/// A stretch of tokens that some choices share, in the tree of all choices: what they have in common is
/// computed once.
struct ChoiceBranch: Hashable {
    /// The tokens of the stretch, at least one.
    let tokens: [Int]
    /// Choices that end here, by their numbers.
    let endings: [Int]
    /// How the other choices go on.
    let branches: [ChoiceBranch]

    /// The tree of choices.
    static func branches(of choices: [[Int]]) -> [ChoiceBranch] {
        branches(of: choices.enumerated().map { ($0.offset, $0.element[...]) })
    }

    private static func branches(of choices: [(number: Int, rest: ArraySlice<Int>)]) -> [ChoiceBranch] {
        let groups = Dictionary(grouping: choices.filter { !$0.rest.isEmpty }) { $0.rest.first }
        return groups.values.map { group in
            var shared = group[0].rest
            for (_, rest) in group { shared = shared.prefix(zip(shared, rest).prefix { $0 == $1 }.count) }
            let rests = group.map { (number: $0.number, rest: $0.rest.dropFirst(shared.count)) }
            return ChoiceBranch(
                tokens: Array(shared), endings: rests.filter(\.rest.isEmpty).map(\.number),
                branches: branches(of: rests))
        }.sorted { $0.tokens.lexicographicallyPrecedes($1.tokens) }
    }
}
