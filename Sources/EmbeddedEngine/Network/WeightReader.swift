/// Takes the tensors that a model needs out of its file, and knows which were left over.
final class WeightReader {
    let file: GGUFFile
    let architecture: Architecture
    let kernels: any KernelSet.Type
    private var unread: Set<String>

    init(_ file: GGUFFile, _ architecture: Architecture, _ kernels: any KernelSet.Type) {
        self.file = file
        self.architecture = architecture
        self.kernels = kernels
        unread = Set(file.tensors.keys)
    }

    /// A tensor of just this shape; nil where the file has none of the name.
    func tensor(ifPresent name: String, width: Int, height: Int) throws -> GGUFTensor? {
        unread.remove(name)
        return try file.tensor(ifPresent: name, width: width, height: height)
    }

    /// A tensor of just this shape.
    func tensor(_ name: String, width: Int, height: Int) throws -> GGUFTensor {
        guard let tensor = try tensor(ifPresent: name, width: width, height: height) else {
            throw GGUFFault.malformed("tensor \(name) is missing")
        }
        return tensor
    }

    /// An empty matrix.
    func matrix(outputs: Int, depth: Int) -> PackedMatrix {
        PackedMatrix(outputs: outputs, depth: depth, kernels: kernels)
    }

    /// A vector, filled up with zeros to a whole row; nil where the file has none of the name.
    func vector(ifPresent name: String, width: Int) throws -> FloatStore? {
        guard let tensor = try tensor(ifPresent: name, width: width, height: 1) else { return nil }
        let store = FloatStore(width.rounded(upTo: Processor.widestPanel))
        // A vector is one output of a matrix of its own; read back, it stands in one piece.
        var matrix = matrix(outputs: 1, depth: width)
        try matrix.fill(from: tensor, of: file)
        matrix.copy(output: 0, to: store.floats)
        return store
    }

    /// A vector, filled up with zeros to a whole row.
    func vector(_ name: String, width: Int) throws -> FloatStore {
        guard let vector = try vector(ifPresent: name, width: width) else {
            throw GGUFFault.malformed("tensor \(name) is missing")
        }
        return vector
    }

    /// A tensor that nobody asked for changes what the model means.
    func finish() throws {
        guard let name = unread.min() else { return }
        throw GGUFFault.unsupported("it has the tensor \(name), which this engine does not know")
    }
}
