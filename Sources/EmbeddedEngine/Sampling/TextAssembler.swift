/// Makes text of tokens' bytes: whole characters only, and nothing of a stop text.
struct TextAssembler: Sendable {
    private let stops: [[UInt8]]
    private var held: [UInt8] = []

    init(stops: [String]) {
        self.stops = stops.map { Array($0.utf8) }.filter { !$0.isEmpty }
    }

    /// Takes in a token's bytes.
    /// - Returns: what can be said now, and whether a stop text was met.
    mutating func take(_ bytes: [UInt8]) -> (text: String, isStopped: Bool) {
        held += bytes
        if let end = stops.compactMap(firstPlace).min() {
            defer { held.removeAll() }
            return (String(decoding: held[..<end], as: UTF8.self), true)
        }
        let ready = held.count - max(stops.map(beginning).max() ?? 0, unfinishedCharacter)
        defer { held.removeFirst(ready) }
        return (String(decoding: held[..<ready], as: UTF8.self), false)
    }

    /// What is left at the end.
    mutating func finish() -> String {
        defer { held.removeAll() }
        return String(decoding: held, as: UTF8.self)
    }

    private func firstPlace(of stop: [UInt8]) -> Int? {
        guard held.count >= stop.count else { return nil }
        return (0...held.count - stop.count).first { held[$0..<$0 + stop.count].elementsEqual(stop) }
    }

    /// How much of the end may be the beginning of `stop`.
    private func beginning(of stop: [UInt8]) -> Int {
        let longest = min(held.count, stop.count - 1)
        return (0...longest).reversed().first { held.suffix($0).elementsEqual(stop.prefix($0)) } ?? 0
    }

    /// Bytes at the end that begin a character whose rest is still to come.
    private var unfinishedCharacter: Int {
        for length in 1...3 where length <= held.count {
            let byte = held[held.count - length]
            if byte & 0xc0 == 0x80 { continue }
            let size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return size > length ? length : 0
        }
        return 0
    }
}
