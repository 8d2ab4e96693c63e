import Foundation

/// Where the tests' files are.
enum Fixture {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = package.appending(path: "Tests/Fixtures")
    static let suites = package.appending(path: "benchmarks/suites")
}
