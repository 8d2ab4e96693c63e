// The same source is built once for each kind of processor; the targets in Package.swift differ only in
// what they let the compiler use. Nothing here may call a generic function that is not inlined:
// the linker would keep one copy of it for the whole program, perhaps the one for the wrong processor.

#if AVX512
    typealias Vector = SIMD16<Float>
    typealias Words = SIMD16<Int32>
#elseif AVX2
    typealias Vector = SIMD8<Float>
    typealias Words = SIMD8<Int32>
#else
    typealias Vector = SIMD4<Float>
    typealias Words = SIMD4<Int32>
#endif

/// The arithmetic of a forward pass.
///
/// Every sum is built in the same order whatever else is computed beside it, so a token's results are
/// the same bits alone, in a batch, and as a checked guess.
///
/// ## Memory
/// Callers answer for the pointers. A matrix of weights is packed in *panels* of ``panel`` outputs:
/// for each input the weights of those outputs stand side by side, the last panel filled up with
/// zeros. Rows of activations are `stride` floats apart, a multiple of ``widestPanel``, and what
/// fills a row up is zero or never read as input.
public enum Kernels: Sendable {
    /// What the processor must be able to do.
    public static var name: String {
        #if AVX512
            "AVX-512"
        #elseif AVX2
            "AVX2"
        #else
            "plain"
        #endif
    }

    /// Outputs that are computed together.
    public static var panel: Int { 2 * Vector.scalarCount }
    /// A multiple of every kernel's ``panel``, and the number of positions in a block of keys.
    public static var widestPanel: Int { 32 }

    // MARK: - Products

    /// Multiplies rows by a packed matrix.
    /// - Parameters:
    ///   - rows: `count` rows of `depth` floats, `rowStride` apart.
    ///   - weights: the packed matrix; `panels` says which of its panels to compute.
    ///   - results: `resultStride` apart; a whole number of panels is written.
    ///   - adding: whether the products are added to what is there.
    public static func multiply(
        rows: UnsafePointer<Float>, rowStride: Int, count: Int, depth: Int, weights: UnsafePointer<Float>,
        panels: Range<Int>, into results: UnsafeMutablePointer<Float>, resultStride: Int, adding: Bool
    ) {
        tiles(
            rows, rowStride, count, depth, weights + panels.lowerBound &* panel &* depth, panel, panel &* depth,
            panels.count, results + panels.lowerBound &* panel, resultStride, adding)
    }

    /// As many tiles as cover all rows and panels. `weightStride` floats lie between one input's weights
    /// and the next one's, `panelStride` between one panel and the next.
    @inline(__always) private static func tiles(
        _ rows: UnsafePointer<Float>, _ rowStride: Int, _ count: Int, _ depth: Int,
        _ weights: UnsafePointer<Float>, _ weightStride: Int, _ panelStride: Int, _ panels: Int,
        _ results: UnsafeMutablePointer<Float>, _ resultStride: Int, _ adding: Bool
    ) {
        // The panels of a group stay in the first cache while all the rows pass.
        var first = 0
        while first < panels {
            let wide = min(4, panels &- first)
            var row = 0
            while count &- row >= 4 {
                for offset in 0..<wide {
                    tile4x1(
                        rows + row &* rowStride, rowStride, depth,
                        weights + (first &+ offset) &* panelStride, weightStride,
                        results + (row &* resultStride &+ (first &+ offset) &* panel), resultStride, adding)
                }
                row &+= 4
            }
            while count &- row >= 2 {
                var offset = 0
                while wide &- offset >= 2 {
                    tile2x2(
                        rows + row &* rowStride, rowStride, depth,
                        weights + (first &+ offset) &* panelStride, weightStride, panelStride,
                        results + (row &* resultStride &+ (first &+ offset) &* panel), resultStride, adding)
                    offset &+= 2
                }
                if offset < wide {
                    tile1x1(
                        rows + row &* rowStride, depth, weights + (first &+ offset) &* panelStride, weightStride,
                        results + (row &* resultStride &+ (first &+ offset) &* panel), adding)
                    tile1x1(
                        rows + (row &+ 1) &* rowStride, depth, weights + (first &+ offset) &* panelStride,
                        weightStride,
                        results + ((row &+ 1) &* resultStride &+ (first &+ offset) &* panel), adding)
                }
                row &+= 2
            }
            if row < count {
                let target = results + (row &* resultStride &+ first &* panel)
                if wide == 4 {
                    tile1x4(
                        rows + row &* rowStride, depth, weights + first &* panelStride, weightStride, panelStride,
                        target, adding)
                } else {
                    for offset in 0..<wide {
                        tile1x1(
                            rows + row &* rowStride, depth, weights + (first &+ offset) &* panelStride, weightStride,
                            target + offset &* panel, adding)
                    }
                }
            }
            first &+= wide
        }
    }

    // Eight sums at once hide how long one multiplication takes. In all four shapes each sum runs
    // over the inputs in order.

    @inline(__always) private static func tile4x1(
        _ rows: UnsafePointer<Float>, _ rowStride: Int, _ depth: Int, _ weights: UnsafePointer<Float>,
        _ weightStride: Int, _ results: UnsafeMutablePointer<Float>, _ resultStride: Int, _ adding: Bool
    ) {
        let (x0, x1, x2, x3) = (rows, rows + rowStride, rows + 2 &* rowStride, rows + 3 &* rowStride)
        var (a0, a1, b0, b1) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (c0, c1, d0, d1) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var w = weights
        var k = 0
        while k < depth {
            let (w0, w1) = (load(w), load(w + Vector.scalarCount))
            add(w0, Vector(repeating: x0[k]), to: &a0)
            add(w1, Vector(repeating: x0[k]), to: &a1)
            add(w0, Vector(repeating: x1[k]), to: &b0)
            add(w1, Vector(repeating: x1[k]), to: &b1)
            add(w0, Vector(repeating: x2[k]), to: &c0)
            add(w1, Vector(repeating: x2[k]), to: &c1)
            add(w0, Vector(repeating: x3[k]), to: &d0)
            add(w1, Vector(repeating: x3[k]), to: &d1)
            w += weightStride
            k &+= 1
        }
        store(a0, a1, results, adding)
        store(b0, b1, results + resultStride, adding)
        store(c0, c1, results + 2 &* resultStride, adding)
        store(d0, d1, results + 3 &* resultStride, adding)
    }

    @inline(__always) private static func tile2x2(
        _ rows: UnsafePointer<Float>, _ rowStride: Int, _ depth: Int, _ weights: UnsafePointer<Float>,
        _ weightStride: Int, _ panelStride: Int, _ results: UnsafeMutablePointer<Float>, _ resultStride: Int,
        _ adding: Bool
    ) {
        let (x0, x1) = (rows, rows + rowStride)
        var (a0, a1, a2, a3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (b0, b1, b2, b3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (v, w) = (weights, weights + panelStride)
        var k = 0
        while k < depth {
            let (left, right) = (Vector(repeating: x0[k]), Vector(repeating: x1[k]))
            let (w0, w1) = (load(v), load(v + Vector.scalarCount))
            let (w2, w3) = (load(w), load(w + Vector.scalarCount))
            add(w0, left, to: &a0)
            add(w1, left, to: &a1)
            add(w2, left, to: &a2)
            add(w3, left, to: &a3)
            add(w0, right, to: &b0)
            add(w1, right, to: &b1)
            add(w2, right, to: &b2)
            add(w3, right, to: &b3)
            v += weightStride
            w += weightStride
            k &+= 1
        }
        store(a0, a1, results, adding)
        store(a2, a3, results + panel, adding)
        store(b0, b1, results + resultStride, adding)
        store(b2, b3, results + resultStride + panel, adding)
    }

    @inline(__always) private static func tile1x4(
        _ row: UnsafePointer<Float>, _ depth: Int, _ weights: UnsafePointer<Float>, _ weightStride: Int,
        _ panelStride: Int, _ results: UnsafeMutablePointer<Float>, _ adding: Bool
    ) {
        var (a0, a1, a2, a3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (a4, a5, a6, a7) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (u, v, w, z) = (
            weights, weights + panelStride, weights + 2 &* panelStride, weights + 3 &* panelStride
        )
        var k = 0
        while k < depth {
            let x = Vector(repeating: row[k])
            add(load(u), x, to: &a0)
            add(load(u + Vector.scalarCount), x, to: &a1)
            add(load(v), x, to: &a2)
            add(load(v + Vector.scalarCount), x, to: &a3)
            add(load(w), x, to: &a4)
            add(load(w + Vector.scalarCount), x, to: &a5)
            add(load(z), x, to: &a6)
            add(load(z + Vector.scalarCount), x, to: &a7)
            u += weightStride
            v += weightStride
            w += weightStride
            z += weightStride
            k &+= 1
        }
        store(a0, a1, results, adding)
        store(a2, a3, results + panel, adding)
        store(a4, a5, results + 2 &* panel, adding)
        store(a6, a7, results + 3 &* panel, adding)
    }

    @inline(__always) private static func tile1x1(
        _ row: UnsafePointer<Float>, _ depth: Int, _ weights: UnsafePointer<Float>, _ weightStride: Int,
        _ results: UnsafeMutablePointer<Float>, _ adding: Bool
    ) {
        var (a0, a1) = (Vector.zero, Vector.zero)
        var w = weights
        var k = 0
        while k < depth {
            let x = Vector(repeating: row[k])
            add(load(w), x, to: &a0)
            add(load(w + Vector.scalarCount), x, to: &a1)
            w += weightStride
            k &+= 1
        }
        store(a0, a1, results, adding)
    }

    // MARK: - Attention

    /// Lets the query heads that share one key-value head look at the first `length` positions.
    /// - Parameters:
    ///   - queries: `group` query vectors of `headSize` floats, one after the other.
    ///   - blocks: the blocks of the sequence; in each, `offset` floats in, the keys of this head
    ///     (`headSize` times 32 positions) and then its values (32 times `valueStride`).
    ///   - scale: what the products of queries and keys are multiplied by.
    ///   - scores: room for `group` times `length` rounded up to whole blocks.
    ///   - results: `group` vectors, `valueStride` apart.
    public static func attend(
        queries: UnsafePointer<Float>, group: Int, headSize: Int, valueStride: Int,
        blocks: UnsafePointer<UnsafeMutablePointer<Float>>, offset: Int, length: Int, scale: Float,
        scores: UnsafeMutablePointer<Float>, into results: UnsafeMutablePointer<Float>
    ) {
        let size = widestPanel
        let used = (length &+ size &- 1) / size
        let stride = used &* size
        for block in 0..<used {
            tiles(
                queries, headSize, group, headSize, blocks[block] + offset, size, panel, size / panel,
                scores + block &* size, stride, false)
        }
        for head in 0..<group {
            weigh(scores + head &* stride, length, stride, scale)
        }
        for block in 0..<used {
            tiles(
                scores + block &* size, stride, group, min(size, length &- block &* size),
                blocks[block] + offset + headSize &* size, valueStride, panel, valueStride / panel,
                results, valueStride, block > 0)
        }
    }

    /// Softmax of the first `length` of `stride` scores times `scale`, in place.
    @inline(__always) private static func weigh(
        _ scores: UnsafeMutablePointer<Float>, _ length: Int, _ stride: Int, _ scale: Float
    ) {
        for position in length..<stride { scores[position] = -.infinity }
        var largest = Vector(repeating: -.infinity)
        var position = 0
        while position < stride {
            largest = larger(largest, load(scores + position))
            position &+= Vector.scalarCount
        }
        let peak = Vector(repeating: highest(largest) * scale)
        let factor = Vector(repeating: scale)
        position = 0
        while position < stride {
            store(exponential(load(scores + position) * factor - peak), scores + position)
            position &+= Vector.scalarCount
        }
        for position in length..<stride { scores[position] = 0 }
        var sum = Vector.zero
        position = 0
        while position < stride {
            sum += load(scores + position)
            position &+= Vector.scalarCount
        }
        let share = Vector(repeating: 1 / sum.sum())
        position = 0
        while position < stride {
            store(load(scores + position) * share, scores + position)
            position &+= Vector.scalarCount
        }
    }

    // MARK: - Layers

    /// Divides a row by its root mean square (over `width` floats) and multiplies it by `weights`.
    public static func normalize(
        _ row: UnsafePointer<Float>, width: Int, stride: Int, epsilon: Float, weights: UnsafePointer<Float>,
        into result: UnsafeMutablePointer<Float>
    ) {
        var squares = Vector.zero
        var index = 0
        while index < stride {
            add(load(row + index), load(row + index), to: &squares)
            index &+= Vector.scalarCount
        }
        let scale = Vector(repeating: 1 / (squares.sum() / Float(width) + epsilon).squareRoot())
        index = 0
        while index < stride {
            store(load(row + index) * scale * load(weights + index), result + index)
            index &+= Vector.scalarCount
        }
    }

    /// SwiGLU: `gate` becomes silu(gate) · up, over `stride` floats.
    public static func gate(_ gate: UnsafeMutablePointer<Float>, by up: UnsafePointer<Float>, stride: Int) {
        var index = 0
        while index < stride {
            let x = load(gate + index)
            store(x / (exponential(-x) + 1) * load(up + index), gate + index)
            index &+= Vector.scalarCount
        }
    }

    /// The natural logarithm's argument of a softmax: `peak`, the largest of `count` logits, and
    /// the sum of exp(logit − peak).
    public static func exponentialSum(_ logits: UnsafePointer<Float>, count: Int) -> (peak: Float, sum: Float) {
        var peak = -Float.infinity
        for index in 0..<count where logits[index] > peak { peak = logits[index] }
        let whole = count / Vector.scalarCount &* Vector.scalarCount
        var sums = Vector.zero
        var index = 0
        while index < whole {
            sums += exponential(load(logits + index) - Vector(repeating: peak))
            index &+= Vector.scalarCount
        }
        var sum = sums.sum()
        while index < count {
            sum += exponential(Vector(repeating: logits[index] - peak))[0]
            index &+= 1
        }
        return (peak, sum)
    }

    // MARK: - Vectors

    @inline(__always) private static func load(_ source: UnsafePointer<Float>) -> Vector {
        UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
    }

    @inline(__always) private static func store(_ vector: Vector, _ target: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(target).storeBytes(of: vector, as: Vector.self)
    }

    @inline(__always) private static func store(
        _ first: Vector, _ second: Vector, _ target: UnsafeMutablePointer<Float>, _ adding: Bool
    ) {
        let next = target + Vector.scalarCount
        store(adding ? load(target) + first : first, target)
        store(adding ? load(next) + second : second, next)
    }

    @inline(__always) private static func add(_ a: Vector, _ b: Vector, to sum: inout Vector) {
        #if AVX2 || AVX512 || arch(arm64)
            sum.addProduct(a, b)
        #else
            // Without the instruction, a fused addition is a call into the mathematical library.
            sum += a * b
        #endif
    }

    @inline(__always) private static func larger(_ a: Vector, _ b: Vector) -> Vector {
        a.replacing(with: b, where: b .> a)
    }

    /// The largest of a vector's numbers.
    @inline(__always) private static func highest(_ vector: Vector) -> Float {
        var result = vector[0]
        for index in 1..<Vector.scalarCount where vector[index] > result { result = vector[index] }
        return result
    }

    /// exp(x) within a few units in the last place, and 1.2e-38 for everything below −87: Cody and
    /// Waite's reduction to |r| ≤ ln 2 / 2, then the polynomial of Cephes' `expf`.
    @inline(__always) private static func exponential(_ x: Vector) -> Vector {
        let low = Vector(repeating: -87.3)
        let high = Vector(repeating: 88.3)
        var x = x.replacing(with: low, where: x .< low)
        x = x.replacing(with: high, where: x .> high)
        // Adding 1.5 · 2^23 leaves the nearest integer in the lowest bits.
        let magic = Vector(repeating: 12_582_912)
        var shifted = magic
        add(x, Vector(repeating: 1.442_695_04), to: &shifted)
        let whole = shifted - magic
        add(whole, Vector(repeating: -0.693_359_375), to: &x)
        add(whole, Vector(repeating: 2.121_944_4e-4), to: &x)
        var p = Vector(repeating: 1.398_199_95e-3)
        add(Vector(repeating: 1.987_569_15e-4), x, to: &p)
        p = step(p, x, 8.333_451_9e-3)
        p = step(p, x, 4.166_579_6e-2)
        p = step(p, x, 1.666_666_55e-1)
        p = step(p, x, 5.000_000_1e-1)
        var result = x + 1
        add(p, x * x, to: &result)
        let exponent = unsafeBitCast(shifted, to: Words.self) &<< 23
        return unsafeBitCast(unsafeBitCast(result, to: Words.self) &+ exponent, to: Vector.self)
    }

    /// p · x + c.
    @inline(__always) private static func step(_ p: Vector, _ x: Vector, _ c: Float) -> Vector {
        var sum = Vector(repeating: c)
        add(p, x, to: &sum)
        return sum
    }
}
