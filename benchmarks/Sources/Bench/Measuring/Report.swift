import Foundation

/// Shows figures as a table and keeps every value as JSON lines.
struct Report {
    let benchmark: String
    let seed: UInt64
    let figures: [Figure]

    private struct Header: Codable {
        let benchmark: String
        let command: String
        let seed: UInt64
        let machine: Surroundings
    }

    /// A line per figure: its spread, and whether it is what it should be.
    var table: String {
        var rows = [["figure", "unit", "n", "min", "median", "p99", "max", "target"]]
        for figure in figures {
            guard let spread = Spread(figure.values) else { continue }
            rows.append(
                [figure.name, figure.unit, String(spread.count)]
                    + [spread.minimum, spread.median, spread.percentile99, spread.maximum].map(Self.text)
                    + [figure.target.map { Self.text($0, spread) } ?? ""])
        }
        let widths = rows.first?.indices.map { column in rows.map { $0[column].count }.max() ?? 0 } ?? []
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return (2...6).contains(column) ? blanks + cell.0 : cell.0 + blanks
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    /// Writes `benchmark.jsonl` into `folder`: a line about the measuring, then a line per figure.
    func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header = Header(
            benchmark: benchmark,
            command: "swift run -c release --package-path benchmarks outrider-bench \(benchmark) --seed \(seed)",
            seed: seed, machine: .here())
        var lines = [try encoder.encode(header)]
        for figure in figures {
            let rounded = Figure(
                name: figure.name, unit: figure.unit, target: figure.target, values: figure.values.map(Self.rounded))
            lines.append(try encoder.encode(rounded))
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
        try text.write(to: folder.appending(path: benchmark + ".jsonl"), atomically: true, encoding: .utf8)
    }

    private static func text(_ target: Figure.Target, _ spread: Spread) -> String {
        let bound = target.bound == .atLeast ? "≥" : "≤"
        return "\(target.number.rawValue) \(bound) \(text(target.value)) \(target.isMet(by: spread) ? "met" : "MISSED")"
    }

    /// Three figures that count; whole numbers from 1,000 on.
    private static func text(_ value: Double) -> String {
        if abs(value) >= 1000 { return String(Int(value.rounded())) }
        return String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.3g", value)
    }

    /// Five figures that count.
    private static func rounded(_ value: Double) -> Double {
        Double(String(format: "%.5g", value)) ?? value
    }
}
