/// Sixteen numbers from 0 to 15 in one word.
struct Nibbles: Sendable, Hashable {
    /// The numbers; the first one is in the lowest four bits.
    var bits: UInt64

    /// Sixteen times 15, which stands for “nothing” wherever blocks are numbered.
    static let blank = Nibbles(bits: .max)

    subscript(index: Int) -> Int {
        get {
            Int(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: index &* 4) & 15)
        }
        set {
            let shift = UInt64(truncatingIfNeeded: index &* 4)
            bits = bits & ~(15 &<< shift) | UInt64(truncatingIfNeeded: newValue) &<< shift
        }
    }
}
