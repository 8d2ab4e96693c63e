/// Rows as a table in text, within limits.
struct TableText {
    private let rowLimit: Int
    private let byteLimit: Int
    private var text = ""
    private var rows = 0
    private var note: String?

    init(rowLimit: Int, byteLimit: Int) {
        self.rowLimit = rowLimit
        self.byteLimit = byteLimit
    }

    /// Adds the line of column names.
    mutating func head(_ columns: [String]) {
        text = columns.joined(separator: " | ") + "\n"
    }

    /// Adds a row.
    /// - Returns: whether there is room for more.
    mutating func add(_ cells: [String]) -> Bool {
        guard rows < rowLimit else {
            note = "more rows were left out: at most \(rowLimit) are shown"
            return false
        }
        let line = cells.map(Self.onOneLine).joined(separator: " | ") + "\n"
        guard text.utf8.count + line.utf8.count <= byteLimit else {
            note = "more rows were left out: the text may have at most \(byteLimit) bytes"
            return false
        }
        text += line
        rows += 1
        return true
    }

    /// The table, and how many rows it has.
    var finished: String {
        "\(text)(\(rows) \(rows == 1 ? "row" : "rows")\(note.map { "; \($0)" } ?? ""))"
    }

    private static func onOneLine(_ cell: String) -> String {
        cell.replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n")
    }
}
