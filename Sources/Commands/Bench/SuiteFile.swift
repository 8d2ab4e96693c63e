import Benchmarking
import Documents
import Foundation

/// A suite where the user says it is, or by its name below benchmarks/suites.
struct SuiteFile {
    let suite: Suite

    init(_ argument: String) throws {
        let files = FileManager.default
        var url = URL(filePath: argument)
        if !argument.contains("/"), !files.fileExists(atPath: url.path) {
            url = URL(filePath: "benchmarks/suites/\(argument).yaml")
        }
        guard files.fileExists(atPath: url.path) else {
            throw Failure(
                .usage, "there is no suite “\(argument)”; give a file, or run this where benchmarks/suites is")
        }
        suite = try Suite(
            DocumentNode(contentsOf: url, name: argument), folder: url.deletingLastPathComponent())
    }
}
