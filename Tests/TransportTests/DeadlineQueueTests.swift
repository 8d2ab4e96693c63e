import Testing

@testable import Transport

struct DeadlineQueueTests {
    private final class Entry: Scheduled {
        let number: Int
        var due: ContinuousClock.Instant?
        var place: Int?

        init(_ number: Int) {
            self.number = number
        }
    }

    private let start = ContinuousClock.now

    @Test func anEmptyQueueIsNeverDue() {
        let queue = DeadlineQueue<Entry>()
        #expect(queue.next == nil)
        #expect(queue.firstDue(by: start) == nil)
    }

    /// Schedules, reschedules and removes at random, and compares with a sorted list.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func itAgreesWithASortedList(seed: UInt64) throws {
        var generator = Generator(state: seed)
        var queue = DeadlineQueue<Entry>()
        let entries = (0..<50).map { Entry($0) }
        var model: [Int: Int] = [:]
        for _ in 0..<5_000 {
            let entry = entries[Int.random(in: 0..<50, using: &generator)]
            if Int.random(in: 0..<3, using: &generator) == 0 {
                queue.schedule(entry, at: nil)
                model[entry.number] = nil
            } else {
                let time = Int.random(in: 0..<100, using: &generator)
                queue.schedule(entry, at: start + .seconds(time))
                model[entry.number] = time
            }
            let earliest = model.values.min()
            try #require(queue.next == earliest.map { start + .seconds($0) })
            if let earliest {
                try #require(queue.firstDue(by: start + .seconds(earliest - 1)) == nil)
                let first = try #require(queue.firstDue(by: start + .seconds(earliest)))
                try #require(model[first.number] == earliest)
            }
        }
        for entry in entries { try #require((entry.place == nil) == (model[entry.number] == nil)) }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 31
        }
    }
}
