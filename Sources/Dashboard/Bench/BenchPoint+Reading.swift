import Foundation
import Planning

extension BenchPoint {
    /// What tells the rows of a file apart.
    private struct Key: Hashable {
        let workload: String?
        let contestant: String
        let lambda: Double?
    }

    /// The points of a file that `outrider bench … --rows` has written, in the order in which they come there.
    ///
    /// A row of a suite says itself how it compares with the verifier alone. Rows of a bench of tasks are
    /// compared with those of `sequential` on the same tasks and seeds; without such rows they are left out.
    /// - Throws: ``DataFileError`` when it cannot be read or has no such rows.
    static func read(_ path: String) throws -> [BenchPoint] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataFileError(
                file: path, line: nil, "cannot be read; name a file that `outrider bench --rows` has written")
        }
        let rows = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .compactMap { (try? JSONValue(parsing: String($0)))?.object }
        let alone = alone(rows)
        var keys: [Key] = []
        var sums: [Key: (rows: Int, latency: Double, cost: Double)] = [:]
        for row in rows {
            guard let (key, latency, cost) = effort(row, alone) else { continue }
            if sums[key] == nil { keys.append(key) }
            let sum = sums[key] ?? (0, 0, 0)
            sums[key] = (sum.rows + 1, sum.latency + latency, sum.cost + cost)
        }
        guard !keys.isEmpty else {
            throw DataFileError(
                file: path, line: nil,
                "has no rows that can be compared with the verifier alone; "
                    + "name a file that `outrider bench --rows` has written")
        }
        let file = URL(filePath: path).lastPathComponent
        return keys.compactMap { key in
            sums[key].map { sum in
                BenchPoint(
                    file: file, workload: key.workload, contestant: key.contestant, lambda: key.lambda, rows: sum.rows,
                    relativeLatency: sum.latency / Double(sum.rows), relativeCost: sum.cost / Double(sum.rows))
            }
        }
    }

    private static func effort(
        _ row: [String: JSONValue], _ alone: [[String]: (latency: Double, cost: Double)]
    ) -> (Key, latency: Double, cost: Double)? {
        if let name = row["controller"]?.string, let latency = row["relative_latency"]?.double,
            let cost = row["relative_cost"]?.double
        {
            let key = Key(workload: row["workload"]?.string, contestant: name, lambda: row["lambda"]?.double)
            return (key, latency, cost)
        }
        guard let name = row["contestant"]?.string, let reference = alone[task(row)], reference.latency > 0,
            let latency = row["latency_s"]?.double, let cost = row["cost_usd"]?.double
        else { return nil }
        let key = Key(workload: nil, contestant: name, lambda: nil)
        return (key, latency / reference.latency, cost.relative(to: reference.cost))
    }

    private static func alone(_ rows: [[String: JSONValue]]) -> [[String]: (latency: Double, cost: Double)] {
        rows.reduce(into: [:]) { alone, row in
            guard row["contestant"]?.string == "sequential", let latency = row["latency_s"]?.double,
                let cost = row["cost_usd"]?.double
            else { return }
            alone[task(row)] = (latency, cost)
        }
    }

    private static func task(_ row: [String: JSONValue]) -> [String] {
        [row["task"]?.string ?? "", row["seed"].map { "\($0)" } ?? ""]
    }
}
