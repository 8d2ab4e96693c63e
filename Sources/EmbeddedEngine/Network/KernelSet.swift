import CProcessor
import EmbeddedKernels

#if arch(x86_64)
    import EmbeddedKernelsAVX2
    import EmbeddedKernelsAVX512
#endif

/// The arithmetic for one kind of processor. What each function does is said at `Kernels`; they are
/// unsafe, and only ``Network`` calls them.
struct KernelSet: Sendable {
    typealias Floats = UnsafePointer<Float>
    typealias MutableFloats = UnsafeMutablePointer<Float>

    /// What the processor must be able to do.
    let name: String
    /// Outputs that are computed together.
    let panel: Int
    let multiply: @Sendable (Floats, Int, Int, Int, Floats, Range<Int>, MutableFloats, Int, Bool) -> Void
    let attend:
        @Sendable (
            Floats, Int, Int, Int, UnsafePointer<MutableFloats>, Int, Int, Float, MutableFloats, MutableFloats
        ) -> Void
    let rotate: @Sendable (MutableFloats, Int, Int, Floats, Int) -> Void
    let remember: @Sendable (Floats, Floats, Int, Int, Int, MutableFloats) -> Void
    let normalize: @Sendable (Floats, Int, Int, Float, Floats, MutableFloats) -> Void
    let gate: @Sendable (MutableFloats, Floats, Int) -> Void
    let narrow: @Sendable (MutableFloats, Int, UInt32) -> Void
    let exponentialSum: @Sendable (Floats, Int) -> (peak: Float, sum: Float)
    let pack: @Sendable (UnsafeRawPointer, UInt32, Int, Int, Int, Int, Int, MutableFloats) -> Bool
    let unpack: @Sendable (Floats, Int, Int, MutableFloats) -> Void

    /// A multiple of every set's panel, and the number of positions in a block of keys.
    static let widestPanel = EmbeddedKernels.Kernels.widestPanel

    /// What runs everywhere.
    static let plain = KernelSet(
        name: "plain", panel: EmbeddedKernels.Kernels.panel,
        multiply: EmbeddedKernels.Kernels.multiply, attend: EmbeddedKernels.Kernels.attend,
        rotate: EmbeddedKernels.Kernels.rotate, remember: EmbeddedKernels.Kernels.remember,
        normalize: EmbeddedKernels.Kernels.normalize, gate: EmbeddedKernels.Kernels.gate,
        narrow: EmbeddedKernels.Kernels.narrow,
        exponentialSum: EmbeddedKernels.Kernels.exponentialSum, pack: EmbeddedKernels.Kernels.pack,
        unpack: EmbeddedKernels.Kernels.unpack)

    /// The sets that this processor can run, the fastest first.
    static let available: [KernelSet] = {
        #if arch(x86_64)
            return (processor_has_avx512() ? [avx512] : []) + (processor_has_avx2() ? [avx2] : []) + [plain]
        #else
            return [plain]
        #endif
    }()

    /// The fastest set that this processor can run.
    static var best: KernelSet { available[0] }
}

#if arch(x86_64)
    extension KernelSet {
        private static let avx2 = KernelSet(
            name: "AVX2", panel: EmbeddedKernelsAVX2.Kernels.panel,
            multiply: EmbeddedKernelsAVX2.Kernels.multiply, attend: EmbeddedKernelsAVX2.Kernels.attend,
            rotate: EmbeddedKernelsAVX2.Kernels.rotate, remember: EmbeddedKernelsAVX2.Kernels.remember,
            normalize: EmbeddedKernelsAVX2.Kernels.normalize, gate: EmbeddedKernelsAVX2.Kernels.gate,
            narrow: EmbeddedKernelsAVX2.Kernels.narrow,
            exponentialSum: EmbeddedKernelsAVX2.Kernels.exponentialSum, pack: EmbeddedKernelsAVX2.Kernels.pack,
            unpack: EmbeddedKernelsAVX2.Kernels.unpack)

        private static let avx512 = KernelSet(
            name: "AVX-512", panel: EmbeddedKernelsAVX512.Kernels.panel,
            multiply: EmbeddedKernelsAVX512.Kernels.multiply, attend: EmbeddedKernelsAVX512.Kernels.attend,
            rotate: EmbeddedKernelsAVX512.Kernels.rotate, remember: EmbeddedKernelsAVX512.Kernels.remember,
            normalize: EmbeddedKernelsAVX512.Kernels.normalize, gate: EmbeddedKernelsAVX512.Kernels.gate,
            narrow: EmbeddedKernelsAVX512.Kernels.narrow,
            exponentialSum: EmbeddedKernelsAVX512.Kernels.exponentialSum, pack: EmbeddedKernelsAVX512.Kernels.pack,
            unpack: EmbeddedKernelsAVX512.Kernels.unpack)
    }
#endif

extension Int {
    /// The next multiple of `size`.
    func rounded(upTo size: Int) -> Int { (self + size - 1) / size * size }
}
