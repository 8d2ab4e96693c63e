/// The weights of one layer.
final class Layer: Sendable {
    let attentionNorm: FloatStore
    let query: PackedMatrix
    /// Keys first, then values.
    let keyValue: PackedMatrix
    let attentionOutput: PackedMatrix
    let feedForwardNorm: FloatStore
    /// Gates first; what they are multiplied by begins at a whole row of vectors.
    let gateUp: PackedMatrix
    let down: PackedMatrix

    /// Reads the weights of the layer of a number.
    init(_ number: Int, from reader: WeightReader) throws {
        let shape = reader.architecture
        let (size, valueStride) = (shape.headSize, shape.headSize.rounded(upTo: reader.kernels.panel))
        let (queries, keys) = (shape.heads * size, shape.keyValueHeads * size)
        func name(_ part: String) -> String { "blk.\(number).\(part).weight" }

        attentionNorm = try reader.vector(name("attn_norm"), width: shape.width)
        var query = reader.matrix(outputs: queries, depth: shape.width)
        try query.fill(
            from: reader.tensor(name("attn_q"), width: shape.width, height: queries), of: reader.file,
            source: shape.rowWithPairsApart)
        var keyValue = reader.matrix(outputs: 2 * keys, depth: shape.width)
        try keyValue.fill(
            from: reader.tensor(name("attn_k"), width: shape.width, height: keys), of: reader.file,
            source: shape.rowWithPairsApart)
        try keyValue.fill(
            from: reader.tensor(name("attn_v"), width: shape.width, height: keys), of: reader.file, at: keys)
        var attentionOutput = reader.matrix(outputs: shape.width, depth: shape.heads * valueStride)
        try attentionOutput.fill(
            from: reader.tensor(name("attn_output"), width: queries, height: shape.width), of: reader.file,
            group: size, groupStride: valueStride)

        feedForwardNorm = try reader.vector(name("ffn_norm"), width: shape.width)
        let inner = shape.feedForward.rounded(upTo: Processor.widestPanel)
        var gateUp = reader.matrix(outputs: 2 * inner, depth: shape.width)
        try gateUp.fill(
            from: reader.tensor(name("ffn_gate"), width: shape.width, height: shape.feedForward), of: reader.file)
        try gateUp.fill(
            from: reader.tensor(name("ffn_up"), width: shape.width, height: shape.feedForward), of: reader.file,
            at: inner)
        var down = reader.matrix(outputs: shape.width, depth: shape.feedForward)
        try down.fill(
            from: reader.tensor(name("ffn_down"), width: shape.feedForward, height: shape.width), of: reader.file)
        (self.query, self.keyValue, self.attentionOutput) = (query, keyValue, attentionOutput)
        (self.gateUp, self.down) = (gateUp, down)
    }
}

extension Architecture {
    /// Files hold the two dimensions of a turned pair side by side; the kernels want all first ones of
    /// a head before all second ones. Queries and keys are reordered alike, so their products stay.
    func rowWithPairsApart(_ row: Int) -> Int {
        let (head, place) = (row / headSize, row % headSize)
        guard place < rotated else { return row }
        let half = rotated / 2
        return head * headSize + (place < half ? 2 * place : 2 * (place - half) + 1)
    }
}
