extension BlocksworldProblem {
    /// Reads a problem in plain words: `c on a, a on table, b on table -> a on b, b on c`.
    ///
    /// Phrases are separated by commas, semicolons, line breaks or “and”; the arrow is `->` or `→`;
    /// “the”, “block”, “is” and “on top of” are understood; capitals do not matter. A block whose
    /// place at the start is not said stands on the table; one whose place in the goal is not said
    /// may end anywhere.
    /// - Throws: ``BlocksworldError`` with the phrase that is to blame.
    public init(parsing text: String) throws(BlocksworldError) {
        let sides = text.replacing("->", with: "→").split(separator: "→", omittingEmptySubsequences: false)
        guard sides.count > 1 else {
            throw BlocksworldError(
                .missingArrow,
                "no arrow between start and goal in “\(text.prefix(200))”; write it like \(BlockPhrase.example)")
        }
        guard sides.count == 2 else {
            throw BlocksworldError(
                .severalArrows, "\(sides.count - 1) arrows in “\(text.prefix(200))”; one start leads to one goal")
        }
        let start = try BlockPhrase.all(in: sides[0], side: "start")
        let goal = try BlockPhrase.all(in: sides[1], side: "goal")

        let names = Set(start.flatMap { [$0.block, $0.support].compactMap(\.self) }).sorted()
        guard names.count <= BlocksworldState.maximumBlocks else {
            throw BlocksworldError(
                .tooManyBlocks,
                "\(names.count) blocks, from “\(names[0])” to “\(names[names.count - 1])”; "
                    + "at most \(BlocksworldState.maximumBlocks) are possible")
        }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        for phrase in goal {
            for name in [phrase.block, phrase.support].compactMap(\.self) where numbers[name] == nil {
                throw BlocksworldError(
                    .unknownBlock,
                    "“\(phrase.text)” in the goal names “\(name)”, which the start does not have; "
                        + "add “\(name) on table” to the start")
            }
        }
        let startPlaces = try start.places(numbers: numbers, side: "start")
        let goalPlaces = try goal.places(numbers: numbers, side: "goal")
        guard let state = BlocksworldState(places: names.indices.map { startPlaces[$0] ?? .table }),
            let goal = BlocksworldGoal(count: names.count, places: goalPlaces)
        else {
            throw BlocksworldError(.unreadable, "“\(text.prefix(200))” describes no arrangement of blocks")
        }
        self.init(names: names, start: state, goal: goal)
    }
}
