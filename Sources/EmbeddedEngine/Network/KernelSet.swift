import CProcessor
import EmbeddedKernels

#if arch(x86_64)
    import EmbeddedKernelsAVX2
    import EmbeddedKernelsAVX512
#endif

/// The arithmetic for one kind of processor. What each function does is said at `Kernels`; they take
/// pointers at their word, and only ``Network`` and what it is made of call them.
protocol KernelSet: Sendable {
    static var name: String { get }
    static var panel: Int { get }

    static func multiply(
        rows: UnsafePointer<Float>, rowStride: Int, count: Int, depth: Int, weights: UnsafePointer<Float>,
        panels: Range<Int>, into results: UnsafeMutablePointer<Float>, resultStride: Int, adding: Bool)
    static func attend(
        queries: UnsafePointer<Float>, group: Int, headSize: Int, valueStride: Int,
        blocks: UnsafePointer<UnsafeMutablePointer<Float>>, offset: Int, length: Int, scale: Float,
        scores: UnsafeMutablePointer<Float>, into results: UnsafeMutablePointer<Float>)
    static func rotate(
        _ heads: UnsafeMutablePointer<Float>, count: Int, headSize: Int, turns: UnsafePointer<Float>, pairs: Int)
    static func remember(
        key: UnsafePointer<Float>, value: UnsafePointer<Float>, headSize: Int, valueStride: Int, at slot: Int,
        in block: UnsafeMutablePointer<Float>)
    static func normalize(
        _ row: UnsafePointer<Float>, width: Int, stride: Int, epsilon: Float, weights: UnsafePointer<Float>,
        into result: UnsafeMutablePointer<Float>)
    static func gate(_ gate: UnsafeMutablePointer<Float>, by up: UnsafePointer<Float>, stride: Int)
    static func narrow(_ row: UnsafeMutablePointer<Float>, width: Int, encoding: UInt32)
    static func exponentialSum(_ logits: UnsafePointer<Float>, count: Int) -> (peak: Float, sum: Float)
    static func pack(
        _ source: UnsafeRawPointer, encoding: UInt32, width: Int, group: Int, groupStride: Int, output: Int,
        depth: Int, into packed: UnsafeMutablePointer<Float>
    ) -> Bool
    static func unpack(
        _ packed: UnsafePointer<Float>, output: Int, depth: Int, into row: UnsafeMutablePointer<Float>)
}

extension EmbeddedKernels.Kernels: KernelSet {}

#if arch(x86_64)
    extension EmbeddedKernelsAVX2.Kernels: KernelSet {}
    extension EmbeddedKernelsAVX512.Kernels: KernelSet {}
#endif

/// Which arithmetic there is.
enum Processor {
    /// A multiple of every set's panel, and the number of positions in a block of keys.
    static let widestPanel = EmbeddedKernels.Kernels.widestPanel

    /// The sets that this processor can run, the fastest first.
    static let kernels: [any KernelSet.Type] = {
        #if arch(x86_64)
            return (processor_has_avx512() ? [EmbeddedKernelsAVX512.Kernels.self] : [])
                + (processor_has_avx2() ? [EmbeddedKernelsAVX2.Kernels.self] : []) + [EmbeddedKernels.Kernels.self]
        #else
            return [EmbeddedKernels.Kernels.self]
        #endif
    }()

    /// The fastest set that this processor can run.
    static var best: any KernelSet.Type { kernels[0] }
}

extension Int {
    /// The next multiple of `size`.
    func rounded(upTo size: Int) -> Int { (self + size - 1) / size * size }
}
