extension Kernels {
    /// Puts one output's weights into their place in a packed matrix.
    /// - Parameters:
    ///   - source: the row in the file, little endian, not aligned.
    ///   - encoding: GGUF's number of its type: 0 single precision, 1 half precision, and 8 blocks of
    ///     32 (q8_0), each a scale of half precision and 32 signed bytes.
    ///   - group, groupStride: each `group` inputs take `groupStride` places.
    ///   - output: the row's number in the packed matrix of `depth` inputs.
    /// - Returns: whether every weight is a finite number.
    public static func pack(
        _ source: UnsafeRawPointer, encoding: UInt32, width: Int, group: Int, groupStride: Int,
        output: Int, depth: Int, into packed: UnsafeMutablePointer<Float>
    ) -> Bool {
        let panel = self.panel
        let target = packed + (output / panel &* panel &* depth &+ output % panel)
        var isFinite = true
        var index = 0
        var place = 0
        while index < width {
            for _ in 0..<min(group, width &- index) {
                let weight = decode(source, encoding, index)
                isFinite = isFinite && weight.isFinite
                target[place &* panel] = weight
                index &+= 1
                place &+= 1
            }
            place &+= groupStride &- group
        }
        return isFinite
    }

    /// Reads one output's weights back: the row of an embedding.
    public static func unpack(
        _ packed: UnsafePointer<Float>, output: Int, depth: Int, into row: UnsafeMutablePointer<Float>
    ) {
        let panel = self.panel
        let source = packed + (output / panel &* panel &* depth &+ output % panel)
        for index in 0..<depth { row[index] = source[index &* panel] }
    }

    @inline(__always) private static func decode(
        _ source: UnsafeRawPointer, _ encoding: UInt32, _ index: Int
    ) -> Float {
        switch encoding {
        case 0:
            return Float(
                bitPattern: UInt32(littleEndian: (source + 4 &* index).loadUnaligned(as: UInt32.self)))
        case 1:
            return single(UInt16(littleEndian: (source + 2 &* index).loadUnaligned(as: UInt16.self)))
        default:
            let block = source + index / 32 &* 34
            let scale = single(UInt16(littleEndian: block.loadUnaligned(as: UInt16.self)))
            return scale * Float((block + (2 &+ index % 32)).loadUnaligned(as: Int8.self))
        }
    }

    /// Half precision to single, without help of the processor.
    @inline(__always) private static func single(_ half: UInt16) -> Float {
        let sign = UInt32(half & 0x8000) << 16
        let magnitude = UInt32(half & 0x7fff)
        // Infinity and NaN keep their meaning; everything else is the same number with its exponent
        // moved, which a multiplication by 2^112 does for subnormal numbers too.
        if magnitude >= 0x7c00 { return Float(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13) }
        return Float(bitPattern: sign | (Float(bitPattern: magnitude << 13) * 0x1p112).bitPattern)
    }
}
