/// Rows of text in columns. The last column takes what is left of a terminal's width; elsewhere
/// nothing is cut.
struct Table {
    let columns: [String]
    let rows: [[String]]

    func print(to console: Console) {
        let paint = Paint(isOn: console.hasColor)
        for (index, line) in lines(width: console.isTerminal ? console.width : nil).enumerated() {
            console.print(index == 0 ? paint.faint(line) : line)
        }
    }

    func lines(width: Int?) -> [String] {
        let widths = columns.indices.map { column in
            ([columns] + rows).map { $0[column].count }.max() ?? 0
        }
        let left = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        return ([columns] + rows).map { row in
            let cells = row.indices.dropLast().map { row[$0].padded(to: widths[$0]) + "  " }
            let last = row.last ?? ""
            return cells.joined() + (width.map { last.clipped(to: $0 - left) } ?? last)
        }
    }
}
