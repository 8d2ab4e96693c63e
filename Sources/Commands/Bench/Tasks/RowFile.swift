import Benchmarking
import Foundation
import Synchronization

/// A file that gets a line of JSON for every run as it ends, so that nothing is lost where a bench is killed.
final class RowFile: Sendable {
    private let handle: Mutex<FileHandle>

    /// - Throws: when there can be no such file.
    init(_ path: String) throws {
        try OutputFile(path).write("")
        handle = Mutex(try FileHandle(forWritingTo: URL(filePath: path)))
    }

    func append(_ row: AttemptRow) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(row) else { return }
        // A disk that fills up takes rows, and not the report.
        handle.withLock { try? $0.write(contentsOf: line + Data("\n".utf8)) }
    }
}
