/// Keys and values of a few positions in a row, of all layers and heads.
///
/// For each layer and each head there are first the keys, dimension by dimension with the positions
/// side by side, and then the values, position by position.
final class KeyValueBlock {
    /// Positions in a block.
    static let positions = Processor.widestPanel

    private let store: FloatStore

    init(floats: Int) {
        store = FloatStore(floats)
    }

    var floats: UnsafeMutablePointer<Float> { store.floats }

    /// Takes over all keys and values of `other`.
    func copy(_ other: KeyValueBlock) {
        floats.update(from: other.floats, count: store.count)
    }
}
