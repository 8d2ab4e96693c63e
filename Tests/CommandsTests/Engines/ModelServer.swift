import Foundation
import Planning
import Processes
import Testing

/// The program in a home where a local server stands behind its models: Tests/Fixtures/servers/model_server.py.
struct ModelServer {
    let outrider: OutriderProcess

    static let python = ChildProgram.find(
        "python3", from: "/", search: ProcessInfo.processInfo.environment["PATH"] ?? "")

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/servers/model_server.py").standardizedFileURL.path

    /// - Parameters:
    ///   - options: how the server behaves; `HOME` is the program's home.
    ///   - settings: more keys of its provider.
    ///   - more: more sections.
    init(_ options: [String] = [], settings: [String] = [], more: String = "") throws {
        outrider = try OutriderProcess()
        let home = outrider.home.path
        let command =
            [Self.python ?? "python3", Self.script, "--port", "{port}"]
            + options.map { $0.replacing("HOME", with: home) }
        try write(command, settings, more)
    }

    /// Writes the settings anew.
    func write(_ command: [String], _ settings: [String] = [], _ more: String = "") throws {
        let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
        let config = """
            providers:
              here:
                command: [\(words)]
            \(settings.map { "    \($0)\n" }.joined())
            defaults: {agent: openagi, drafter: here/small, verifier: here/big}
            \(more)
            """
        try outrider.configure(config)
    }

    /// What `engines list` says of the server.
    var status: JSONValue {
        get async throws {
            try #require(try await outrider("engines", "list", "--json").json.array?.first { $0["name"] == "here" })
        }
    }

    /// The lines of the server's log.
    var log: [String] {
        get throws {
            let file = outrider.home.appending(path: "state/engines/here/log")
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    /// The files of those who use the server, or were killed and not noticed yet.
    var traces: [String] {
        get throws {
            let folder = outrider.home.appending(path: "state/engines/here/users").path
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        }
    }

    /// The process that the server has started and that has left its session.
    var child: ProcessIdentity? {
        let line = (try? log)?.first { $0.hasPrefix("child ") }
        return line.flatMap { Int32($0.dropFirst(6)) }.flatMap { ProcessIdentity(of: $0) }
    }

    /// Makes a file in the program's home.
    func touch(_ name: String) throws {
        try Data().write(to: outrider.home.appending(path: name))
    }

    /// Sees to it that nothing of the test goes on.
    func end() async {
        _ = try? await outrider("engines", "stop", "--all")
    }
}
