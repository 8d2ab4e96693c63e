/// Reads little-endian values from bytes that nobody vouches for: every read is checked.
struct GGUFCursor {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The bytes that are left.
    var remaining: Int { bytes.count - offset }

    /// Reads a number.
    mutating func read<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) throws -> Number {
        let size = MemoryLayout<Number>.size
        guard remaining >= size else { throw GGUFFault.truncated(at: offset) }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// Reads a number of things, each of which takes at least `size` bytes of what is left.
    mutating func readCount(ofSize size: Int, what: String) throws -> Int {
        let count = try read(UInt64.self)
        guard count <= UInt64(remaining / size) else {
            throw GGUFFault.malformed("it announces \(count) \(what), more than fit into it")
        }
        return Int(count)
    }

    /// Reads a text with its length in front.
    mutating func readText(what: String) throws -> String {
        let length = try readCount(ofSize: 1, what: "bytes of \(what)")
        let text = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        guard let text = String(validating: text, as: UTF8.self) else {
            throw GGUFFault.malformed("\(what) at byte \(offset) is not UTF-8")
        }
        offset += length
        return text
    }
}

/// What is wrong with a file, before anybody knows its name.
enum GGUFFault: Error, Hashable {
    case malformed(String)
    case unsupported(String)

    static func truncated(at offset: Int) -> GGUFFault { .malformed("it ends at byte \(offset), in the middle") }
}
