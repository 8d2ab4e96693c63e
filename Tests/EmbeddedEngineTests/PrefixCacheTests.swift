import Planning
import Testing

@testable import EmbeddedEngine

/// What is shared, copied and forgotten. Each token's number is written into the block in place of its
/// keys, so that a mistake shows as a wrong number.
@Suite struct PrefixCacheTests {
    private static let size = KeyValueBlock.positions

    /// Opens a text, computes what is missing, and checks every position.
    private func compute(_ text: [Int], in cache: PrefixCache, closing: Bool = true) throws -> CachedSequence {
        let sequence = try #require(cache.open(text, length: text.count))
        add(text[sequence.length...], to: sequence, in: cache)
        #expect(sequence.length == text.count)
        #expect(stored(by: sequence) == text)
        if closing { cache.close(sequence) }
        return sequence
    }

    private func add(_ tokens: ArraySlice<Int>, to sequence: CachedSequence, in cache: PrefixCache) {
        cache.provide(sequence, for: tokens)
        for (offset, token) in tokens.enumerated() {
            let position = sequence.length + offset
            sequence.blocks[position / Self.size].floats[position % Self.size] = Float(token)
        }
        cache.commit(tokens, to: sequence)
    }

    private func stored(by sequence: CachedSequence) -> [Int] {
        (0..<sequence.length).map { Int(sequence.blocks[$0 / Self.size].floats[$0 % Self.size]) }
    }

    @Test func aTextBeginsWhereAnEarlierOneParted() throws {
        let cache = PrefixCache(capacity: 100, floatsPerBlock: Self.size)
        let text = Array(0..<100)
        #expect(try compute(text, in: cache).reused == 0)
        #expect(try compute(text, in: cache).reused == 99)
        #expect(try compute(text + [7], in: cache).reused == 100)
        for length in [0, 1, 31, 32, 33, 64, 95, 99] {
            #expect(try compute(Array(text[..<length]) + [500, 501], in: cache).reused == length)
        }
    }

    @Test func whatIsUnderWayIsSharedAndBranchesDoNotDisturbEachOther() throws {
        let cache = PrefixCache(capacity: 100, floatsPerBlock: Self.size)
        let trunk = try compute(Array(0..<70), in: cache, closing: false)
        let first = try compute(Array(0..<70) + [1, 2, 3], in: cache, closing: false)
        let second = try compute(Array(0..<70) + [4, 5], in: cache, closing: false)
        #expect([first.reused, second.reused] == [70, 70])
        #expect(first.blocks[0] === trunk.blocks[0] && second.blocks[1] === trunk.blocks[1])
        #expect(first.blocks[2] !== second.blocks[2])
        for (sequence, end) in [(trunk, []), (first, [1, 2, 3]), (second, [4, 5])] {
            #expect(stored(by: sequence) == Array(0..<70) + end)
            cache.close(sequence)
        }
        #expect(try compute(Array(0..<70) + [4, 5, 6], in: cache).reused == 72)
    }

    @Test func aBlockIsNotCopiedBeforeTheTextPartsFromIt() throws {
        let cache = PrefixCache(capacity: 100, floatsPerBlock: Self.size)
        let text = Array(0..<50)
        let first = try compute(text, in: cache)
        let second = try #require(cache.open(Array(text[..<40]), length: 64))
        for token in 39..<45 {
            add([token], to: second, in: cache)
            #expect(second.blocks[1] === first.blocks[1], "\(token)")
        }
        add([700, 701], to: second, in: cache)
        #expect(second.blocks[1] !== first.blocks[1])
        #expect(stored(by: second) == Array(0..<45) + [700, 701])
        #expect(stored(by: first) == text)
        cache.close(second)
        #expect(try compute(text + [50], in: cache).reused == 50)
        #expect(try compute(Array(0..<45) + [700, 701, 702], in: cache).reused == 47)
    }

    @Test func aBlockThatIsLookedAtStaysWhenItsTextIsOver() throws {
        // As many blocks as are in use, so that one that was given away would be taken at once.
        let cache = PrefixCache(capacity: 6, floatsPerBlock: Self.size)
        let first = try compute(Array(0..<40), in: cache, closing: false)
        let second = try #require(cache.open(Array(0..<37), length: 40))
        cache.close(first)
        cache.close(try #require(cache.open([900], length: 1)))
        add([36, 37], to: second, in: cache)
        #expect(stored(by: second) == Array(0..<38))
        add([800], to: second, in: cache)
        #expect(stored(by: second) == Array(0..<38) + [800])
        cache.close(second)
    }

    @Test func theSameTextAgainAndAgainTakesNoMoreRoom() throws {
        let cache = PrefixCache(capacity: 12, floatsPerBlock: Self.size)
        let other = Array(1000..<1040)
        _ = try compute(other, in: cache)
        for _ in 0..<50 { _ = try compute(Array(0..<100), in: cache) }
        #expect(try compute(other, in: cache).reused == 39)
    }

    @Test func whatWasNotNeededForLongestIsForgottenFirst() throws {
        let cache = PrefixCache(capacity: 8, floatsPerBlock: Self.size)
        func text(_ number: Int) -> [Int] { (0..<40).map { number * 1000 + $0 } }
        _ = try compute(text(1), in: cache)
        _ = try compute(text(2), in: cache)
        for number in 3..<20 {
            #expect(try compute(text(1), in: cache).reused == 39, "\(number)")
            _ = try compute(text(number), in: cache)
        }
        #expect(try compute(text(2), in: cache).reused == 0)
    }

    @Test func aTextIsLetInOnlyIfThereIsRoomForTheWholeOfIt() throws {
        let cache = PrefixCache(capacity: 6, floatsPerBlock: Self.size)
        let first = try #require(cache.open([1, 2], length: 64))
        #expect(cache.open([3, 4], length: 96) == nil)
        let second = try #require(cache.open([3, 4], length: 64))
        #expect(cache.open([5], length: 1) == nil)
        cache.close(first)
        cache.close(second)
        #expect(cache.open([3, 4], length: 96) != nil)
    }

    @Test func randomTextsAreAlwaysWhatTheyShouldBe() throws {
        var random = SeededGenerator(seed: 11)
        let cache = PrefixCache(capacity: 24, floatsPerBlock: Self.size)
        var open: [CachedSequence] = []
        for _ in 0..<2000 {
            // Few different tokens, so that texts often begin alike.
            let length = Int.random(in: 1...150, using: &random)
            let turn = Int.random(in: 0..<4, using: &random)
            let text = (0..<length).map { $0 < length * 3 / 4 ? $0 / 40 * turn : Int.random(in: 0..<2, using: &random) }
            while open.reduce(0, { $0 + $1.reserved }) + (length + 31) / 32 + 1 > 24 {
                cache.close(open.remove(at: Int.random(in: 0..<open.count, using: &random)))
            }
            open.append(try compute(text, in: cache, closing: false))
        }
    }

    @Test func textsThatGrowSideBySideAreAlwaysWhatTheyShouldBe() throws {
        var random = SeededGenerator(seed: 12)
        let cache = PrefixCache(capacity: 24, floatsPerBlock: Self.size)
        var open: [(sequence: CachedSequence, text: [Int])] = []
        for _ in 0..<5000 {
            let length = Int.random(in: 1...60, using: &random)
            if open.reduce(0, { $0 + $1.sequence.reserved }) + 5 <= 24 {
                let text = (0..<length).map { $0 / 10 } + [Int.random(in: 0..<2, using: &random)]
                open.append((try #require(cache.open(text, length: 120)), text))
            }
            let index = Int.random(in: 0..<open.count, using: &random)
            let (sequence, known) = open[index]
            // What is not known yet goes the same way as others mostly do, or another.
            let more = known.count < 110 ? [Int.random(in: 0..<5, using: &random) > 0 ? 7 : 8] : []
            open[index].text = known + more
            add(known[sequence.length...], to: sequence, in: cache)
            for (sequence, text) in open { #expect(stored(by: sequence) == Array(text[..<sequence.length])) }
            if more.isEmpty || Int.random(in: 0..<40, using: &random) == 0 {
                cache.close(open.remove(at: index).sequence)
            }
        }
    }
}
