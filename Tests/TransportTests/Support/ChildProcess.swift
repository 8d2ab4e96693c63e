import Foundation

/// A program that a test runs beside itself; it is ended with the value that holds it.
final class ChildProcess: @unchecked Sendable {
    // Unchecked because Process is not Sendable: it is set up in init, and only ended afterwards.
    private let process = Process()
    private let output = Pipe()

    /// Whether a program is there to be run.
    static func isInstalled(_ program: String) -> Bool {
        find(program) != nil
    }

    /// Runs a program to its end.
    static func run(_ program: String, _ arguments: [String]) throws {
        let child = try ChildProcess(program, arguments)
        child.process.waitUntilExit()
        guard child.process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    /// Starts a program.
    init(_ program: String, _ arguments: [String]) throws {
        guard let path = Self.find(program) else { throw CocoaError(.fileNoSuchFile) }
        process.executableURL = path
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// The first line the program prints.
    func firstLine() -> String {
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    private static func find(_ program: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.lazy.map { URL(filePath: String($0)).appending(path: program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
