/// A matrix of weights in single precision, in the order in which the kernels read it.
struct PackedMatrix: Sendable {
    /// Inputs of each output.
    let depth: Int
    /// Groups of outputs that are computed together.
    let panels: Int
    /// How the file stores it; of two tensors in one matrix, the last.
    private(set) var encoding = GGUFTensor.Encoding.single
    /// Whether rows are rounded before they are multiplied. In blocks that is
    /// impossible where there are gaps between heads.
    private(set) var isNarrow = false
    private let store: FloatStore
    private let kernels: any KernelSet.Type

    /// Zeros, to be filled.
    init(outputs: Int, depth: Int, kernels: any KernelSet.Type) {
        self.depth = depth
        self.kernels = kernels
        panels = outputs.rounded(upTo: kernels.panel) / kernels.panel
        store = FloatStore(panels * kernels.panel * depth)
    }

    var weights: UnsafePointer<Float> { UnsafePointer(store.floats) }

    /// Puts a tensor's rows into place.
    /// - Parameters:
    ///   - first: the output that the tensor's first row becomes.
    ///   - source: which of the tensor's rows becomes the output of a number.
    ///   - group, groupStride: every `group` inputs take up `groupStride` places.
    mutating func fill(
        from tensor: GGUFTensor, of file: GGUFFile, at first: Int = 0, source: (Int) -> Int = { $0 },
        group: Int? = nil, groupStride: Int = 0
    ) throws {
        encoding = tensor.encoding
        isNarrow = encoding == .half || encoding == .bytes && depth == tensor.width
        let group = group ?? tensor.width
        let rowSize = tensor.encoding.size(of: tensor.width)
        let isFinite = file.withBytes(of: tensor) { bytes -> Bool in
            guard let base = bytes.baseAddress else { return true }
            return (0..<tensor.height).allSatisfy { row in
                kernels.pack(
                    base + source(row) * rowSize, encoding: tensor.encoding.rawValue, width: tensor.width, group: group,
                    groupStride: groupStride, output: first + row, depth: depth, into: store.floats)
            }
        }
        guard isFinite else {
            throw GGUFFault.malformed("tensor \(tensor.name) holds something that is no number")
        }
    }

    /// Copies one output's weights: the row of an embedding.
    func copy(output: Int, to row: UnsafeMutablePointer<Float>) {
        kernels.unpack(weights, output: output, depth: depth, into: row)
    }
}
