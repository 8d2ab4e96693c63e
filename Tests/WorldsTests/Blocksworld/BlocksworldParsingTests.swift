import Planning
import Testing

@testable import Worlds

struct BlocksworldParsingTests {
    @Test func plainWordsAreRead() throws {
        let problem = try BlocksworldProblem(parsing: "c on a, a on table, b on table -> a on b, b on c")
        #expect(problem.names == ["a", "b", "c"])
        #expect(problem.start == BlocksworldState(places: [.table, .table, .on(0)]))
        #expect(problem.goal == BlocksworldGoal(count: 3, places: [0: .on(1), 1: .on(2)]))
    }

    @Test(arguments: [
        "c on a, a on table, b on table → a on b, b on c",
        "c on a\na on the table\nb on the table\n→\na on b\nb on c\n",
        "The block C is on top of block A; A is on the table and B on table. -> a on b and b on c.",
        "c on a, b on table -> a on b, b on c, a on b",
        "c   on\ta,, a on table; b on table->a on b,b on c",
    ])
    func theSameProblemCanBeSaidInOtherWords(text: String) throws {
        #expect(
            try BlocksworldProblem(parsing: text)
                == BlocksworldProblem(parsing: "c on a, a on table, b on table -> a on b, b on c"))
    }

    @Test func everyDescriptionIsReadBackAsTheSameProblem() throws {
        for seed in 0..<50 as Range<UInt64> {
            var generator = BlocksworldGenerator(seed: seed)
            let problem = generator.problem(blocks: 2 + Int(seed % 13))
            #expect(try BlocksworldProblem(parsing: problem.description) == problem)
        }
        let partial = try BlocksworldProblem(parsing: "red-1 on red_2, x on table -> x on red-1")
        #expect(partial.description == "red-1 on red_2, red_2 on table, x on table -> x on red-1")
        #expect(try BlocksworldProblem(parsing: partial.description) == partial)
    }

    @Test(
        arguments: [
            ("a on b, b on table", .missingArrow, "a on b, b on table"),
            ("", .missingArrow, "->"),
            ("a on b -> b on a -> a on b", .severalArrows, "2 arrows"),
            (" -> a on b", .nothingSaid, "start"),
            ("a on b ->  , ;", .nothingSaid, "goal"),
            ("a under b -> b on a", .unreadable, "“a under b”"),
            ("a on b on c -> b on a", .unreadable, "“a on b on c”"),
            ("a on -> b on a", .unreadable, "“a on”"),
            ("table on a -> b on a", .unreadable, "“table on a”"),
            ("a! on b -> b on a", .unreadable, "“a! on b”"),
            ("a on b, a on table -> b on a", .twoPlaces, "the start is impossible: “a on b” and “a on table”"),
            ("a on b, a on c -> b on a", .twoPlaces, "“a on b” and “a on c”"),
            ("a on table, b on table -> a on b, a on table", .twoPlaces, "the goal is impossible: “a on b”"),
            ("a on c, b on c -> b on a", .sharedSupport, "“a on c” and “b on c” put two blocks on “c”"),
            ("c on table, a on b -> b on a, c on a", .sharedSupport, "the goal is impossible"),
            ("a on a -> b on a", .unknownBlock, "“b on a” in the goal names “b”"),
            ("a on a -> a on table", .circle, "the start is impossible: “a on a”"),
            ("x on table, a on b, b on a -> a on b", .circle, "“a on b”, “b on a” go round"),
            ("a on table, b on table -> a on b, b on a", .circle, "the goal is impossible: “a on b”, “b on a”"),
            ("a on b -> a on d", .unknownBlock, "“a on d” in the goal names “d”"),
            ((1...15).map { "b\($0) on table" }.joined(separator: ", ") + " -> b1 on b2", .tooManyBlocks, "15 blocks"),
        ] as [(String, BlocksworldError.Code, String)])
    func eachMistakeIsNamedWithTheWordsThatAreToBlame(text: String, code: BlocksworldError.Code, words: String) {
        let error = #expect(throws: BlocksworldError.self) { try BlocksworldProblem(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func aHugeTextIsNotRepeatedInTheError() {
        let error = #expect(throws: BlocksworldError.self) {
            try BlocksworldProblem(parsing: String(repeating: "word ", count: 100_000) + "-> a on b")
        }
        #expect((error?.description.count ?? 0) < 400)
    }

    @Test func generatedProblemsFollowFromTheSeed() {
        var first = BlocksworldGenerator(seed: 7)
        var second = BlocksworldGenerator(seed: 7)
        var other = BlocksworldGenerator(seed: 8)
        #expect(first.problem(blocks: 9) == second.problem(blocks: 9))
        #expect(first.problem(blocks: 9) != other.problem(blocks: 9))
        #expect(first.problem(blocks: -3).names == ["a", "b"])
        #expect(first.problem(blocks: 99).names.count == BlocksworldState.maximumBlocks)
    }

    @Test func everyArrangementIsDrawnEquallyOften() {
        var generator = BlocksworldGenerator(seed: 1)
        var counts: [BlocksworldState: Int] = [:]
        for _ in 0..<13_000 { counts[generator.problem(blocks: 3).start, default: 0] += 1 }
        #expect(counts.count == 13)
        // A thousand each; five standard deviations are about 150.
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 }, "\(counts.values)")
    }
}
