import ArgumentParser
import Backends
import Foundation

extension EnginesCommand {
    /// `outrider engines logs`
    struct Logs: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the end of what a server has said.",
            usage: "outrider engines logs [<options>] <name>")

        @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
        var name: String

        @Option(name: .shortAndLong, help: ArgumentHelp("How many lines.", valueName: "n"))
        var number = 100

        @Flag(name: .shortAndLong, help: "Go on with what it says from now on.")
        var follow = false

        @OptionGroup(title: "Places") var places: PlaceFlags

        func validate() throws {
            if number < 1 { throw ValidationError("--number is \(number); it must be at least 1.") }
        }

        func perform() async throws -> ExitStatus {
            let engines = KnownEngines(try Surroundings(configFile: places.config))
            guard engines.names.contains(name) || engines.servers.names.contains(name) else {
                throw engines.unknown(name)
            }
            let log = engines.servers.log(of: name)
            guard FileManager.default.fileExists(atPath: log.path) else {
                Console.error.print("“\(name)” has not been started yet")
                return .success
            }
            let end = log.size
            for line in log.tail(number) { Console.output.print(foreign: line) }
            if follow { try await goOn(with: log, from: end) }
            return .success
        }

        /// Goes on until somebody ends it.
        private func goOn(with log: ServerLog, from start: UInt64) async throws {
            var place = start
            while true {
                let text = log.text(after: &place)
                if !text.isEmpty {
                    Console.output.write(Console.output.isScreen ? text.readable : text)
                }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
