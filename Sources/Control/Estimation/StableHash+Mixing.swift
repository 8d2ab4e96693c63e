import Planning

extension StringProtocol {
    /// The stable hash of the UTF-8.
    var stableHash: UInt64 { StableHash(utf8).value }
}

extension UInt64 {
    /// Both halves in one.
    var folded: UInt32 { UInt32(truncatingIfNeeded: self ^ (self >> 32)) }

    /// A hash of this one and `other`, in this order.
    func mixed(with other: UInt64) -> UInt64 {
        var mixed = (self ^ other &* 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
        mixed ^= mixed >> 31
        return mixed &* 0x94d0_49bb_1331_11eb
    }
}
