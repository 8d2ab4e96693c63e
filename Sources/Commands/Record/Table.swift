/// Rows of text in columns. On a terminal the last column takes what is left of the width, and if
/// that is too little, other columns are left out; elsewhere nothing is cut.
struct Table {
    let columns: [String]
    let rows: [[String]]
    /// Columns that a narrow terminal can do without, those that go first in front.
    var dispensable: [String] = []

    /// Below this, the last column says nothing.
    private static let leastForTheLast = 20

    func print(to console: Console) {
        let paint = Paint(isOn: console.hasColor)
        for (index, line) in lines(width: console.isTerminal ? console.width : nil).enumerated() {
            console.print(index == 0 ? paint.faint(line) : line)
        }
    }

    func lines(width: Int?) -> [String] {
        let widths = columns.indices.map { column in
            ([columns] + rows).map { $0[column].columns }.max() ?? 0
        }
        var shown = Array(columns.indices)
        func left() -> Int { shown.dropLast().reduce(0) { $0 + widths[$1] + 2 } }
        if let width {
            for name in dispensable where left() + min(widths.last ?? 0, Self.leastForTheLast) > width {
                shown.removeAll { columns[$0] == name }
            }
        }
        return ([columns] + rows).map { row in
            let line = shown.map { $0 == shown.last ? row[$0] : row[$0].padded(to: widths[$0]) }.joined(separator: "  ")
            return width.map { line.clipped(to: $0) } ?? line
        }
    }
}
