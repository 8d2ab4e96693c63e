extension Kernels {
    /// Rounds a row to the precision in which llama.cpp multiplies it by weights of this encoding (the
    /// numbers are those of ``pack(_:encoding:width:group:groupStride:output:depth:into:)``), so that the
    /// same file gives the same answers here and there.
    public static func narrow(_ row: UnsafeMutablePointer<Float>, width: Int, encoding: UInt32) {
        switch encoding {
        case 1: for index in 0..<width { row[index] = half(row[index]) }
        case 8: for block in 0..<width / 32 { narrowBlock(row + 32 &* block) }
        default: break
        }
    }

    /// To the nearest half-precision number, ties to even.
    @inline(__always) private static func half(_ x: Float) -> Float {
        let bits = x.bitPattern
        let rounded = Float(bitPattern: (bits &+ 0xfff &+ (bits &>> 13 & 1)) & ~0x1fff)
        // Below 2^-14 half precision has a fixed step, 2^-24.
        let stepped = (x + 0.75) - 0.75
        return Float(bitPattern: bits & 0x7fff_ffff) < 0x1p-14 ? stepped : rounded
    }

    /// 32 numbers to multiples of a 127th of the largest (q8_0).
    @inline(__always) private static func narrowBlock(_ block: UnsafeMutablePointer<Float>) {
        var peak: Float = 0
        for index in 0..<32 {
            let size = Float(bitPattern: block[index].bitPattern & 0x7fff_ffff)
            peak = size > peak ? size : peak
        }
        guard peak > 0 else { return }
        let scale = half(peak / 127)
        let inverse = 127 / peak
        // Adding 1.5 · 2^23 leaves the nearest integer.
        let magic: Float = 12_582_912
        for index in 0..<32 { block[index] = ((block[index] * inverse + magic) - magic) * scale }
    }
}
