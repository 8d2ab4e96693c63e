extension Network {
    /// Computes a pass: fills the blocks with the rows' keys and values, and the workspace with the
    /// wanted rows' logits and normed states.
    /// - Parameter isAbandoned: asked between layers; the pass is given up as soon as it says so.
    /// - Returns: whether the pass was completed.
    func run(_ pass: Pass, in work: Workspace, isAbandoned: () -> Bool) -> Bool {
        var rows = pass.rows
        for (index, row) in rows.enumerated() {
            embedding.copy(output: row.token, to: work.state.floats + index * work.stride)
            rotation.write(position: row.position, to: work.turns.floats + index * 2 * rotation.pairs)
        }
        for (number, layer) in layers.enumerated() {
            guard !isAbandoned() else { return false }
            normalize(rows.count, by: layer.attentionNorm, work)
            remember(rows, layer, number, pass, work)
            if number == layers.count - 1 {
                // From here on only rows that somebody asked for matter.
                gather(pass.wanted, work)
                rows = pass.wanted.map { rows[$0] }
            }
            guard !rows.isEmpty else { continue }
            attend(rows, layer, number, pass, work)
            feedForward(rows.count, layer, work)
        }
        guard !rows.isEmpty else { return true }
        normalize(rows.count, by: outputNorm, work)
        multiply(
            work.normed.floats, work.stride, rows.count, output, into: work.logits.floats, work.logitStride,
            adding: false, work)
        return true
    }

    /// Writes the rows' keys and values into their blocks.
    private func remember(_ rows: [Pass.Row], _ layer: Layer, _ number: Int, _ pass: Pass, _ work: Workspace) {
        let shape = architecture
        let keys = shape.keyValueHeads * shape.headSize
        multiply(
            work.normed.floats, work.stride, rows.count, layer.keyValue, into: work.keyValue.floats,
            work.keyValueStride, adding: false, work)
        for (index, row) in rows.enumerated() {
            let key = work.keyValue.floats + index * work.keyValueStride
            kernels.rotate(
                key, count: shape.keyValueHeads, headSize: shape.headSize,
                turns: work.turns.floats + index * 2 * rotation.pairs, pairs: rotation.pairs)
            let block = pass.blocks[row.table + row.position / KeyValueBlock.positions]
            for head in 0..<shape.keyValueHeads {
                let place = key + head * shape.headSize
                kernels.remember(
                    key: place, value: place + keys, headSize: shape.headSize, valueStride: valueStride,
                    at: row.position % KeyValueBlock.positions, in: block + offset(layer: number, head: head))
            }
        }
    }

    /// Adds what the rows see in the positions up to their own.
    private func attend(_ rows: [Pass.Row], _ layer: Layer, _ number: Int, _ pass: Pass, _ work: Workspace) {
        let shape = architecture
        multiply(
            work.normed.floats, work.stride, rows.count, layer.query, into: work.query.floats, work.queryStride,
            adding: false, work)
        let scale = 1 / Float(shape.headSize).squareRoot()
        let positions = rows.reduce(0) { $0 + $1.position + 1 }
        pass.blocks.withUnsafeBufferPointer { blocks in
            guard let blocks = blocks.baseAddress else { return }
            work.share(rows.count, cost: 2 * positions * shape.heads * shape.headSize) { part, range in
                for index in range {
                    let query = work.query.floats + index * work.queryStride
                    kernels.rotate(
                        query, count: shape.heads, headSize: shape.headSize,
                        turns: work.turns.floats + index * 2 * rotation.pairs, pairs: rotation.pairs)
                    for head in 0..<shape.keyValueHeads {
                        kernels.attend(
                            queries: query + head * shape.group * shape.headSize, group: shape.group,
                            headSize: shape.headSize, valueStride: valueStride, blocks: blocks + rows[index].table,
                            offset: offset(layer: number, head: head), length: rows[index].position + 1,
                            scale: scale, scores: work.scores.floats + part * work.scoreStride,
                            into: work.heads.floats + (index * work.headStride + head * shape.group * valueStride))
                    }
                }
            }
        }
        multiply(
            work.heads.floats, work.headStride, rows.count, layer.attentionOutput, into: work.state.floats,
            work.stride, adding: true, work)
    }

    private func feedForward(_ count: Int, _ layer: Layer, _ work: Workspace) {
        normalize(count, by: layer.feedForwardNorm, work)
        multiply(
            work.normed.floats, work.stride, count, layer.gateUp, into: work.inner.floats, work.innerStride,
            adding: false, work)
        for row in 0..<count {
            let gate = work.inner.floats + row * work.innerStride
            kernels.gate(gate, by: gate + work.innerStride / 2, stride: work.innerStride / 2)
        }
        multiply(
            work.inner.floats, work.innerStride, count, layer.down, into: work.state.floats, work.stride,
            adding: true, work)
    }

    private func normalize(_ count: Int, by weights: FloatStore, _ work: Workspace) {
        for row in 0..<count {
            kernels.normalize(
                work.state.floats + row * work.stride, width: architecture.width, stride: work.stride,
                epsilon: architecture.epsilon, weights: weights.floats, into: work.normed.floats + row * work.stride)
        }
    }

    /// Multiplies rows, which are rounded to what the matrix is worth, by a matrix.
    private func multiply(
        _ rows: UnsafeMutablePointer<Float>, _ stride: Int, _ count: Int, _ matrix: PackedMatrix,
        into results: UnsafeMutablePointer<Float>, _ resultStride: Int, adding: Bool, _ work: Workspace
    ) {
        if matrix.isNarrow {
            for row in 0..<count {
                kernels.narrow(rows + row * stride, width: matrix.depth, encoding: matrix.encoding.rawValue)
            }
        }
        work.share(matrix.panels, cost: count * matrix.panels * kernels.panel * matrix.depth) { _, panels in
            kernels.multiply(
                rows: rows, rowStride: stride, count: count, depth: matrix.depth, weights: matrix.weights,
                panels: panels,
                into: results, resultStride: resultStride, adding: adding)
        }
    }

    /// Moves the wanted rows to the front.
    private func gather(_ wanted: [Int], _ work: Workspace) {
        for (target, source) in wanted.enumerated() where target != source {
            for store in [work.state, work.normed] {
                (store.floats + target * work.stride).update(
                    from: store.floats + source * work.stride, count: work.stride)
            }
            (work.turns.floats + target * 2 * rotation.pairs).update(
                from: work.turns.floats + source * 2 * rotation.pairs, count: 2 * rotation.pairs)
        }
    }

    private var valueStride: Int { architecture.headSize.rounded(upTo: kernels.panel) }

    /// Where the keys of a head begin in a block; its values follow.
    private func offset(layer: Int, head: Int) -> Int {
        (layer * architecture.keyValueHeads + head) * floatsPerHead
    }

    private var floatsPerHead: Int { KeyValueBlock.positions * (architecture.headSize + valueStride) }

    /// Floats in a block of keys and values.
    var floatsPerBlock: Int { architecture.layers * architecture.keyValueHeads * floatsPerHead }
}
