/// A 64-bit hash (FNV-1a) that is the same in every process and on every machine, unlike `Hasher`.
public struct StableHash: Sendable, Hashable {
    /// The hash of all bytes so far.
    public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash of nothing.
    public init() {}

    /// Goes on from a hash that was taken before.
    public init(resuming value: UInt64) {
        self.value = value
    }

    /// The hash of `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        combine(bytes)
    }

    /// Takes one more byte.
    public mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Takes more bytes.
    public mutating func combine(_ bytes: some Sequence<UInt8>) {
        // Nearly everything lies in one piece, and is gone through there without asking for every byte.
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { for byte in $0 { combine(byte) } }
        if isDone == nil { for byte in bytes { combine(byte) } }
    }

    /// Sixteen hexadecimal digits.
    public var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
