import Dispatch

/// Memory for the activations of one pass, made once: a pass allocates nothing.
final class Workspace {
    /// Rows that fit into a pass, and rows whose logits fit.
    let (rowLimit, wantedLimit): (Int, Int)
    /// Threads that a large pass is divided among.
    let threads: Int

    let (stride, queryStride, keyValueStride, headStride, innerStride, logitStride, scoreStride):
        (
            Int, Int, Int, Int, Int, Int, Int
        )
    let (state, normed, query, keyValue, heads, inner, turns, logits, scores):
        (
            FloatStore, FloatStore, FloatStore, FloatStore, FloatStore, FloatStore, FloatStore, FloatStore, FloatStore
        )

    init(for network: Network, contextLength: Int, threads: Int) {
        let shape = network.architecture
        let unit = Processor.widestPanel
        let valueStride = shape.headSize.rounded(upTo: network.kernels.panel)
        self.threads = threads
        rowLimit = min(128, contextLength)
        stride = shape.width.rounded(upTo: unit)
        queryStride = (shape.heads * shape.headSize).rounded(upTo: unit)
        keyValueStride = (2 * shape.keyValueHeads * shape.headSize).rounded(upTo: unit)
        headStride = (shape.heads * valueStride).rounded(upTo: unit)
        innerStride = 2 * shape.feedForward.rounded(upTo: unit)
        logitStride = network.vocabularySize.rounded(upTo: unit)
        scoreStride = shape.group * contextLength.rounded(upTo: unit)
        // A vocabulary of bytes leaves room for every row; a large one must not take gigabytes.
        wantedLimit = min(rowLimit, max(8, (4 << 20) / logitStride))
        state = FloatStore(rowLimit * stride)
        normed = FloatStore(rowLimit * stride)
        query = FloatStore(rowLimit * queryStride)
        keyValue = FloatStore(rowLimit * keyValueStride)
        heads = FloatStore(rowLimit * headStride)
        inner = FloatStore(rowLimit * innerStride)
        turns = FloatStore(rowLimit * max(shape.rotated, 1))
        logits = FloatStore(wantedLimit * logitStride)
        scores = FloatStore(threads * scoreStride)
    }

    /// The bytes that activations, and keys and values of one text, take at most.
    static func size(_ shape: Architecture, vocabularySize: Int, contextLength: Int, threads: Int) -> Int {
        let value = shape.headSize.rounded(upTo: Processor.widestPanel)
        let perRow =
            4 * shape.width + shape.heads * (2 * shape.headSize + value) + 3 * shape.feedForward + vocabularySize
        let perPosition =
            2 * shape.layers * shape.keyValueHeads * (shape.headSize + value) + max(threads, 1) * shape.group
        // Keys and values are kept in blocks, of which one more may be begun.
        let held = contextLength.rounded(upTo: KeyValueBlock.positions) + KeyValueBlock.positions
        let (rows, first) = perRow.multipliedReportingOverflow(by: 128 * 4)
        let (positions, second) = perPosition.multipliedReportingOverflow(by: held * 4)
        let (sum, third) = rows.addingReportingOverflow(positions)
        return first || second || third ? .max : sum
    }

    /// Does `count` things, in as many parts as there are threads if the whole takes at least
    /// `cost` multiplications in the order of a million; with less, waking a thread costs more than it brings.
    func share(_ count: Int, cost: Int, _ body: (_ part: Int, _ range: Range<Int>) -> Void) {
        let parts = cost < 2_000_000 ? 1 : min(threads, count)
        guard parts > 1 else { return body(0, 0..<count) }
        withoutActuallyEscaping(body) { body in
            // Each part writes only what belongs to its range.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                body(part, count * part / parts..<count * (part + 1) / parts)
            }
        }
    }
}
