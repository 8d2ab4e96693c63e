import Testing
import Worlds

/// What the recipe of the models kept from their training is known here too. The verdicts below are the recipe's own.
struct HeldOutTests {
    @Test(arguments: [
        ("a on table, b on d, c on table, d on table -> b on a, c on b, d on c", true),
        ("a on table, b on a, c on table, d on b -> a on table, c on b, d on c", false),
        ("a on table, b on d, c on table, d on table -> a on table, b on a, c on b, d on c", true),
        ("a on d, b on table, c on table, d on table -> b on a, d on c", false),
        ("a on b, b on table, c on d, d on a -> b on a", true),
        ("a on table, b on c, c on table, d on a -> a on table, b on a, c on b", false),
        ("a on d, b on a, c on table, d on table -> a on table, b on table", true),
        ("a on table, b on table, c on table, d on table -> a on table, b on table", false),
        ("a on c, b on table, c on table, d on a -> a on table, b on a, c on b, d on table", true),
        ("a on table, b on c, c on table, d on a -> a on table, b on table, c on table, d on table", false),
    ])
    func blocksAgreeWithTheRecipe(task: String, isHeldOut: Bool) throws {
        #expect(try SimulatedWorld.blocksworld.isHeldOut(task) == isHeldOut)
    }

    @Test(arguments: [
        ("5 2 10 -> 25", true), ("4 4 2 -> 32", false), ("7 2 7 -> 36", true), ("3 4 7 -> 38", false),
        ("6 3 5 -> 30", true), ("10 6 7 7 -> 38", true), ("10 4 3 3 -> 18", false), ("1 10 1 6 -> 15", true),
        ("2 1 5 10 -> 50", false), ("10 8 8 5 -> 15", true),
    ])
    func numbersAgreeWithTheRecipe(task: String, isHeldOut: Bool) throws {
        #expect(try SimulatedWorld.countdown.isHeldOut(task) == isHeldOut)
    }

    @Test func whatBlocksAreCalledMakesNoDifference() throws {
        let names = ["a", "b", "c", "d"]
        for seed in 1...40 {
            var generator = BlocksworldGenerator(seed: UInt64(seed))
            let task = "\(generator.problem(blocks: 4))"
            let renamed = task.split(separator: " ").map { word in
                let bare = word.filter { $0 != "," }
                guard let place = names.firstIndex(of: bare) else { return String(word) }
                return names[(place + seed) % 4] + (word.hasSuffix(",") ? "," : "")
            }.joined(separator: " ")
            let world = SimulatedWorld.blocksworld
            #expect(try world.isHeldOut(task) == world.isHeldOut(renamed), "\(task) as \(renamed)")
        }
    }
}
