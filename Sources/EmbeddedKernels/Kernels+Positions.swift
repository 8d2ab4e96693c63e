extension Kernels {
    /// Turns heads by their position (RoPE). The turned dimensions of a head stand with the first of
    /// each pair in the first half and the second in the second.
    /// - Parameters:
    ///   - heads: `count` heads of `headSize` floats, one after the other.
    ///   - turns: `pairs` cosines, then as many sines.
    public static func rotate(
        _ heads: UnsafeMutablePointer<Float>, count: Int, headSize: Int, turns: UnsafePointer<Float>, pairs: Int
    ) {
        for head in 0..<count {
            let x = heads + head &* headSize
            for pair in 0..<pairs {
                let (cosine, sine) = (turns[pair], turns[pairs &+ pair])
                let (a, b) = (x[pair], x[pairs &+ pair])
                x[pair] = a * cosine - b * sine
                x[pairs &+ pair] = a * sine + b * cosine
            }
        }
    }

    /// Writes the key and the value of one head at one position into its block.
    public static func remember(
        key: UnsafePointer<Float>, value: UnsafePointer<Float>, headSize: Int, valueStride: Int,
        at slot: Int, in block: UnsafeMutablePointer<Float>
    ) {
        let values = block + (headSize &* widestPanel &+ slot &* valueStride)
        for index in 0..<headSize {
            block[index &* widestPanel &+ slot] = key[index]
            values[index] = value[index]
        }
    }
}
