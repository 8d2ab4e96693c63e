@testable import Planning

/// What can be read can be written, and reads the same again.
enum JSONTarget {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let value = try? JSONScanner.parse(String(decoding: bytes, as: UTF8.self)) else { return }
        let again = try? JSONScanner.parse(String(decoding: value.canonicalBytes, as: UTF8.self))
        precondition(again == value, "what was written reads differently")
    }
}
