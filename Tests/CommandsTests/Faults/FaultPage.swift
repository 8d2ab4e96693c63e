import Foundation

/// What docs/faults.md says.
enum FaultPage {
    /// The exit statuses in the table below a heading, by what happens.
    static func statuses(below heading: String) -> [String: Int32] {
        let file = URL(filePath: #filePath).appending(path: "../../../../docs/faults.md").standardized
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        let section = lines.drop { $0 != "# \(heading)" }.dropFirst().prefix { !$0.hasPrefix("# ") }
        let rows = section.map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        return Dictionary(
            rows.compactMap { row in row.count > 2 ? Int32(row[1]).map { (row[0], $0) } : nil },
            uniquingKeysWith: { first, _ in first })
    }
}
