import Planning

/// The instances that the recipe of the models has kept from their training: one in sixteen, by a hash of a form
/// that does not depend on how things are called. The recipe's own code (models/recipe) computes the same.
enum HeldOut {
    private static let oneIn: UInt64 = 16

    static func holds(_ key: UInt64) -> Bool { key.isMultiple(of: oneIn) }

    /// The finaliser of SplitMix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var generator = SeededGenerator(seed: value)
        return generator.next()
    }
}

extension SimulatedWorld {
    /// Whether the models that come with the program were never trained on the instance that `task` begins with.
    /// They may have met what it leads to.
    /// - Throws: ``BlocksworldError`` or ``CountdownError`` when `task` describes no problem of this world.
    public func isHeldOut(_ task: String) throws -> Bool {
        switch self {
        case .blocksworld: HeldOut.holds(try BlocksworldProblem(parsing: task).instanceKey)
        case .countdown: HeldOut.holds(try CountdownProblem(parsing: task).instanceKey)
        }
    }
}

extension CountdownProblem {
    /// The numbers, the largest first, and the target as one hash.
    var instanceKey: UInt64 {
        let numbers = start.numbers.reduce(UInt64(0)) { $0 &* 1024 &+ UInt64($1) }
        return HeldOut.mix(numbers &* 128 &+ UInt64(target))
    }
}

extension BlocksworldProblem {
    /// A hash that is the same for all names of the blocks: colours are refined along the links of the state and
    /// of the goal until they tell apart what can be told apart.
    var instanceKey: UInt64 {
        let blocks = Array(names.indices)
        let chains = BlocksworldDialect.chains(of: self)
        let kinds = Dictionary(
            uniqueKeysWithValues: chains.flatMap { chain in
                chain.blocks.enumerated().map { height, block in
                    (block, UInt64((chain.isOnTable ? 1000 : 0) + chain.blocks.count * 10 + height))
                }
            })
        func support(_ place: BlocksworldState.Place?) -> Int? { if case .on(let below) = place { below } else { nil } }
        let below = blocks.map { support(start.place(of: $0)) }
        let wanted = blocks.map { support(goal.place(of: $0)) }
        let links = [below, blocks.map(below.firstIndex(of:)), wanted, blocks.map(wanted.firstIndex(of:))]
        var colours = blocks.map { block in
            let isOnTable: UInt64 = start.place(of: block) == .table ? 1 : 0
            return HeldOut.mix((kinds[block] ?? 0) * 4 + isOnTable)
        }
        for _ in blocks {
            var mixed = colours.map { $0 &* 3 }
            for (factor, link) in zip([5, 7, 11, 13] as [UInt64], links) {
                mixed = blocks.map { HeldOut.mix(mixed[$0] &+ (link[$0].map { colours[$0] } ?? 0) &* factor) }
            }
            colours = mixed
        }
        return HeldOut.mix(colours.reduce(0, &+) &+ UInt64(blocks.count))
    }
}
