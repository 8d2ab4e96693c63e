/// Joins neighbouring symbols, the most urgent pair first and of equals the leftmost, until no pair
/// is left: what byte-pair encoding and SentencePiece have in common. Takes n log n steps.
struct SymbolMerger {
    /// A stretch of the text, and the token it is.
    struct Symbol {
        var range: Range<Int>
        var token: Int?
        fileprivate var previous: Int
        fileprivate var next: Int
    }

    /// A pair that may be joined: it is out of date once either side has changed.
    private struct Pair {
        let urgency: Double
        let left: Int
        let right: Int
        let range: Range<Int>
        let token: Int

        func precedes(_ other: Pair) -> Bool { (urgency, left) < (other.urgency, other.left) }
    }

    private var symbols: [Symbol] = []
    private var heap: [Pair] = []

    /// Joins what can be joined.
    /// - Parameters:
    ///   - pieces: the symbols to begin with.
    ///   - join: what two neighbours become, and how urgent that is (less is more); nil if they stay.
    static func merge(
        _ pieces: [(range: Range<Int>, token: Int?)], by join: (Symbol, Symbol) -> (token: Int, urgency: Double)?
    ) -> [Symbol] {
        var merger = SymbolMerger()
        merger.symbols = pieces.enumerated().map { index, piece in
            Symbol(
                range: piece.range, token: piece.token, previous: index - 1,
                next: index + 1 < pieces.count ? index + 1 : -1)
        }
        for index in pieces.indices.dropLast() { merger.consider(index, index + 1, join) }
        while let pair = merger.pop() {
            let (left, right) = (merger.symbols[pair.left], merger.symbols[pair.right])
            guard left.next == pair.right, left.range.lowerBound == pair.range.lowerBound,
                right.range.upperBound == pair.range.upperBound, !right.range.isEmpty
            else { continue }
            merger.symbols[pair.left].range = pair.range
            merger.symbols[pair.left].token = pair.token
            merger.symbols[pair.left].next = right.next
            merger.symbols[pair.right].range = pair.range.upperBound..<pair.range.upperBound
            if right.next >= 0 { merger.symbols[right.next].previous = pair.left }
            if left.previous >= 0 { merger.consider(left.previous, pair.left, join) }
            if right.next >= 0 { merger.consider(pair.left, right.next, join) }
        }
        return merger.symbols.filter { !$0.range.isEmpty }
    }

    private mutating func consider(
        _ left: Int, _ right: Int, _ join: (Symbol, Symbol) -> (token: Int, urgency: Double)?
    ) {
        guard let (token, urgency) = join(symbols[left], symbols[right]) else { return }
        push(
            Pair(
                urgency: urgency, left: left, right: right,
                range: symbols[left].range.lowerBound..<symbols[right].range.upperBound, token: token))
    }

    private mutating func push(_ pair: Pair) {
        heap.append(pair)
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Pair? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
            guard heap[child].precedes(heap[parent]) else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        return first
    }
}
