/// A row of numbers as a line of blocks, the largest as high as the line. What is missing is a gap, and what is not
/// zero can always be seen.
struct Sparkline {
    private let values: [Double?]

    /// - Parameter values: in the order of time; nil where there is none. What is negative or no number counts as none.
    init(_ values: [Double?]) {
        self.values = values.map { value in value.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
    }

    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// The line, at most `width` columns wide: of more values than that, each column shows the largest of a few.
    func text(width: Int) -> String {
        guard width > 0, !values.isEmpty else { return "" }
        let columns = min(width, values.count)
        let shown = (0..<columns).map { column in
            values[values.count * column / columns..<values.count * (column + 1) / columns].compactMap(\.self).max()
        }
        let most = shown.compactMap(\.self).max() ?? 0
        return String(shown.map { $0.map { Self.block($0, of: most) } ?? " " })
    }

    private static func block(_ value: Double, of most: Double) -> Character {
        guard most > 0, value > 0 else { return blocks[0] }
        return blocks[min(Int(value / most * Double(blocks.count)), blocks.count - 1)]
    }
}
