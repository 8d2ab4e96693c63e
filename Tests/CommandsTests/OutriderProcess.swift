import Foundation
import Planning

/// The built program in a home of its own: settings, keys and record are those of one test.
struct OutriderProcess {
    let home: URL
    var environment: [String: String] = [:]

    /// A fresh home, with these settings in its `config.yaml`.
    init(config: String? = nil) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "outrider-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        if let config {
            try Data(config.utf8).write(to: home.appending(path: "config.yaml"))
        }
    }

    var database: String { home.appending(path: "test.db").path }

    /// What came of a run of the program.
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        var json: JSONValue {
            get throws { try JSONValue(parsing: output) }
        }
    }

    func callAsFunction(_ arguments: String..., input: String? = nil) async throws -> Result {
        try await start(arguments, input: input).result()
    }

    /// Starts the program without waiting for its end.
    func start(_ arguments: [String], input: String? = nil) throws -> Started {
        try Started(self, arguments, input: input)
    }

    /// A process that goes on.
    final class Started: @unchecked Sendable {
        let process = Process()
        private let outputFile: URL
        private let errorFile: URL
        private let exited: AsyncStream<Int32>

        init(_ program: OutriderProcess, _ arguments: [String], input: String?) throws {
            let name = UUID().uuidString
            outputFile = program.home.appending(path: "\(name).out")
            errorFile = program.home.appending(path: "\(name).err")
            for file in [outputFile, errorFile] { try Data().write(to: file) }
            process.executableURL = Self.executable
            process.arguments = arguments
            process.currentDirectoryURL = program.home
            process.environment = [
                "PATH": "/usr/bin:/bin", "HOME": program.home.path, "OUTRIDER_HOME": program.home.path,
                "OUTRIDER_DATABASE": program.database,
            ].merging(program.environment) { $1 }
            process.standardOutput = try FileHandle(forWritingTo: outputFile)
            process.standardError = try FileHandle(forWritingTo: errorFile)
            let pipe = Pipe()
            process.standardInput = pipe
            let (stream, continuation) = AsyncStream<Int32>.makeStream()
            exited = stream
            process.terminationHandler = { process in
                let killed = process.terminationReason == .uncaughtSignal
                continuation.yield(killed ? -process.terminationStatus : process.terminationStatus)
                continuation.finish()
            }
            try process.run()
            if let input { try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
            try pipe.fileHandleForWriting.close()
        }

        func result() async throws -> Result {
            var status: Int32 = -1
            for await code in exited { status = code }
            return Result(status: status, output: try text(outputFile), errors: try text(errorFile))
        }

        /// Waits until standard output holds what is looked for.
        func output(has isThere: (String) -> Bool) async throws -> String {
            while true {
                let text = try text(outputFile)
                if isThere(text) || !process.isRunning { return text }
                await Task.yield()
            }
        }

        func send(_ number: Int32) {
            kill(process.processIdentifier, number)
        }

        private func text(_ file: URL) throws -> String {
            String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }

        /// The program lies beside the test bundle.
        private static var executable: URL {
            let tests = URL(filePath: CommandLine.arguments[0])
            return tests.deletingLastPathComponent().appending(path: "outrider")
        }
    }
}
