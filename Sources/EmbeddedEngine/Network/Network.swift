/// A Llama model's weights, ready to compute with.
struct Network: Sendable {
    let architecture: Architecture
    let vocabularySize: Int
    let kernels: any KernelSet.Type
    let embedding: PackedMatrix
    let layers: [Layer]
    let outputNorm: FloatStore
    let output: PackedMatrix
    /// What a text is worth, as a linear function of its last token's state; nil where the file has none.
    let head: ScalarHead?
    /// How fast each pair of dimensions turns.
    let rotation: Rotation
    /// Weights in the file.
    let weightCount: Int

    /// Reads all weights.
    /// - Parameter memory: bytes that the weights may take.
    /// - Throws: ``GGUFFault``, or ``EmbeddedModelError`` if they take more.
    init(
        _ file: GGUFFile, _ architecture: Architecture, vocabularySize: Int, kernels: any KernelSet.Type, memory: Int
    ) throws {
        let needed = architecture.weightSize(
            vocabularySize: vocabularySize, isTied: file.tensors["output.weight"] == nil)
        guard needed <= memory else {
            throw EmbeddedModelError(
                .tooLarge,
                "the weights of the model \(file.name) need \(needed >> 20) MB, and \(memory >> 20) MB are allowed")
        }
        weightCount = file.tensors.values.reduce(0) { $0 + $1.width * $1.height }
        self.architecture = architecture
        self.vocabularySize = vocabularySize
        self.kernels = kernels
        let reader = WeightReader(file, architecture, kernels)
        let width = architecture.width
        var embedding = reader.matrix(outputs: vocabularySize, depth: width)
        try embedding.fill(
            from: reader.tensor("token_embd.weight", width: width, height: vocabularySize), of: file)
        self.embedding = embedding
        if let tensor = try reader.tensor(ifPresent: "output.weight", width: width, height: vocabularySize) {
            var output = reader.matrix(outputs: vocabularySize, depth: width)
            try output.fill(from: tensor, of: file)
            self.output = output
        } else {
            output = embedding
        }
        outputNorm = try reader.vector("output_norm.weight", width: width)
        layers = try (0..<architecture.layers).map { try Layer($0, from: reader) }
        head = try ScalarHead(reader, output: output, vocabularySize: vocabularySize)
        rotation = Rotation(
            base: architecture.rotationBase, dimensions: architecture.rotated,
            factors: try reader.vector(ifPresent: "rope_freqs.weight", width: max(architecture.rotated / 2, 1)))
        try reader.finish()
    }
}
