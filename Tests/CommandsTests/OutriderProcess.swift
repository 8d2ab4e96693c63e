import Foundation
import Planning
import Synchronization
import TemporaryFolders

/// The built program in a home of its own: settings, keys and record are those of one test.
struct OutriderProcess {
    private let folder: TemporaryFolder
    var environment: [String: String] = [:]
    /// What is started.
    var executable = Started.executable

    /// A fresh home, with these settings in its `config.yaml`.
    init(config: String? = nil) throws {
        folder = try TemporaryFolder()
        try config.map { try configure($0) }
    }

    /// Writes its settings.
    func configure(_ text: String) throws {
        try Data(text.utf8).write(to: home.appending(path: "config.yaml"))
    }

    var home: URL { folder.url }
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
    /// - Parameter folder: where it is started; its home if not given.
    func start(_ arguments: [String], input: String? = nil, in folder: URL? = nil) throws -> Started {
        try Started(self, arguments, input: input, folder: folder)
    }

    /// A process that goes on.
    final class Started: @unchecked Sendable {
        /// A process in the background of a shell ignores them, and so would all that it starts.
        private static let heedsSignals: Void = {
            for number in [SIGINT, SIGQUIT] { signal(number, SIG_DFL) }
        }()

        let process = Process()
        /// Keeps the home, as long as there is somebody in it.
        private let program: OutriderProcess
        private let errorFile: URL
        private let received = Mutex("")
        private let arrivals: AsyncStream<Void>
        private let exited: AsyncStream<Int32>

        init(_ program: OutriderProcess, _ arguments: [String], input: String?, folder: URL?) throws {
            _ = Self.heedsSignals
            self.program = program
            let name = UUID().uuidString
            errorFile = program.home.appending(path: "\(name).err")
            try Data().write(to: errorFile)
            process.executableURL = program.executable
            process.arguments = arguments
            process.currentDirectoryURL = folder ?? program.home
            process.environment = [
                "PATH": "/usr/bin:/bin", "HOME": program.home.path, "OUTRIDER_HOME": program.home.path,
                "OUTRIDER_DATABASE": program.database,
            ].merging(program.environment) { $1 }
            let output = Pipe()
            process.standardOutput = output
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
            let (arrivals, arrived) = AsyncStream<Void>.makeStream()
            self.arrivals = arrivals
            try process.run()
            // A thread of its own: reading blocks, and the tests' threads are few.
            Thread.detachNewThread { [self] in
                while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
                    received.withLock { $0 += String(decoding: data, as: UTF8.self) }
                    arrived.yield()
                }
                arrived.finish()
            }
            if let input { try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
            try pipe.fileHandleForWriting.close()
        }

        func result() async throws -> Result {
            var status: Int32 = -1
            for await code in exited { status = code }
            for await _ in arrivals {}
            return Result(status: status, output: received.withLock { $0 }, errors: try errors)
        }

        /// What standard error holds by now.
        var errors: String {
            get throws { String(decoding: try Data(contentsOf: errorFile), as: UTF8.self) }
        }

        /// Waits until standard output holds what is looked for.
        func output(has isThere: (String) -> Bool) async -> String {
            for await _ in arrivals {
                if isThere(received.withLock { $0 }) { break }
            }
            return received.withLock { $0 }
        }

        func send(_ number: Int32) {
            kill(process.processIdentifier, number)
        }

        /// The program lies beside the test bundle; `OUTRIDER_PROGRAM` names another one.
        static var executable: URL {
            if let other = ProcessInfo.processInfo.environment["OUTRIDER_PROGRAM"] { return URL(filePath: other) }
            let tests = URL(filePath: CommandLine.arguments[0])
            return tests.deletingLastPathComponent().appending(path: "outrider")
        }
    }
}
