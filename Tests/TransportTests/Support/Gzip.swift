/// Gzip by hand: stored blocks for small bodies, and a run-length block that makes a bomb.
enum Gzip {
    /// Packs bytes without making them smaller.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var packed = header
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65535)
            rest = rest.dropFirst(block.count)
            packed.append(rest.isEmpty ? 1 : 0)
            packed += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count)) + block
        } while !rest.isEmpty
        return packed + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    /// A body of `count` × 258 + 1 zeros in 13 bits for each 258 of them, with a wrong checksum.
    static func bomb(_ count: Int) -> [UInt8] {
        var bits: [UInt8] = []
        func put(_ text: String) { bits += text.utf8.map { $0 - 48 } }
        // The last block, fixed codes; a zero; then "258 bytes from one byte back", again and again.
        put("110")
        put("00110000")
        for _ in 0..<count {
            put("11000101")
            put("00000")
        }
        put("0000000")
        while bits.count % 8 != 0 { bits.append(0) }
        var packed = header
        for start in stride(from: 0, to: bits.count, by: 8) {
            packed.append((0..<8).reduce(UInt8(0)) { $0 | bits[start + $1] << UInt8($1) })
        }
        return packed + [UInt8](repeating: 0, count: 8)
    }

    private static func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
