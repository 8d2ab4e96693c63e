import ArgumentParser
import Backends
import Foundation
import Planning

/// `outrider engines`
struct EnginesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engines", abstract: "Start, stop and look at the model servers of this machine.",
        discussion: """
            A provider with a `command` in your configuration is a server that is started when a run needs it, shared by \
            all runs, and ended when nobody has used it for its idle_timeout.
            """,
        subcommands: [List.self, Start.self, Stop.self, Logs.self, Supervise.self], defaultSubcommand: List.self)

    /// `outrider engines list`
    struct List: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "List the servers and what they are doing.", usage: "outrider engines list [<options>]")

        @Flag(name: .long, help: "Print a JSON list.")
        var json = false

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            let engines = KnownEngines(try Surroundings(configFile: places.config))
            let statuses = engines.names.map(engines.status)
            if json {
                Console.output.print(try jsonText(statuses))
            } else if statuses.isEmpty {
                Console.error.print("no provider has a `command`; docs/configuration.md shows how to write one")
            } else {
                Table(
                    columns: ["name", "state", "port", "pid", "memory", "users", "slots", "since (UTC)", "program"],
                    rows: statuses.map(row), dispensable: ["slots", "since (UTC)", "pid"]
                ).print(to: .output)
                for status in statuses { status.failure.map { Console.error.print(foreign: $0) } }
            }
            return .success
        }

        private func row(_ status: LocalServerStatus) -> [String] {
            let since = status.started.map { Date(timeIntervalSince1970: Double($0) / 1000).formatted(.iso8601) }
            return [
                status.name, status.state.rawValue, status.port.map(String.init) ?? "–",
                status.pid.map(String.init) ?? "–", status.memory.map(\.description) ?? "–", "\(status.users)",
                status.slots.map(String.init) ?? "–",
                since.map { String($0.prefix(16)).replacing("T", with: " ") } ?? "–", status.program,
            ]
        }
    }

    /// `outrider engines start`
    struct Start: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a server, so that the next run need not wait for it.",
            usage: "outrider engines start [<options>] <name>")

        @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
        var name: String

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            let surroundings = try Surroundings(configFile: places.config)
            let engines = KnownEngines(surroundings)
            guard let provider = engines.configured[name], let settings = provider.server else {
                throw engines.unknown(name)
            }
            try await ServerProgress.start([provider], of: surroundings.servers, quietly: false)
            surroundings.servers.leave()
            let status = engines.status(of: name)
            let port = status.port.map { " on port \($0)" } ?? ""
            Console.error.print(
                "“\(name)” is \(status.state.rawValue)\(port); it ends after \(settings.idleTimeout.spoken) without use"
            )
            return .success
        }
    }

    /// `outrider engines stop`
    struct Stop: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "End a server, whoever uses it.",
            usage: "outrider engines stop [<options>] (<name> | --all)")

        @Argument(help: ArgumentHelp("The provider.", valueName: "name"))
        var name: String?

        @Flag(name: .long, help: "End all servers.")
        var all = false

        @OptionGroup(title: "Places") var places: PlaceFlags

        func validate() throws {
            if all == (name != nil) { throw ValidationError("Give a name, or --all.") }
        }

        func perform() async throws -> ExitStatus {
            let surroundings = try Surroundings(configFile: places.config)
            let engines = KnownEngines(surroundings)
            if let name, !engines.names.contains(name) { throw engines.unknown(name) }
            for name in name.map({ [$0] }) ?? engines.names {
                let users = engines.status(of: name).users
                guard try await surroundings.servers.stop(name) else {
                    if !all { Console.error.print("“\(name)” does not run") }
                    continue
                }
                let used = users == 0 ? "" : "; \(users) process\(users == 1 ? "" : "es") used it"
                Console.error.print("“\(name)” is stopped\(used)")
            }
            return .success
        }
    }

    /// `outrider engines supervise`, which the program runs itself.
    struct Supervise: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Watch over a server. Outrider runs this itself.", shouldDisplay: false)

        @Argument var folder: String

        func perform() async throws -> ExitStatus {
            let wish = StopWish()
            let interruption = Interruption { wish.make() }
            defer { interruption.stop() }
            let hasWatched = await withCheckedContinuation { ended in
                // A thread that lasts: a server dies with the thread that has started it.
                Thread.detachNewThread { [folder] in
                    let supervisor = ServerSupervisor(folder: folder)
                    supervisor?.run { wish.isMade }
                    ended.resume(returning: supervisor != nil)
                }
            }
            guard hasWatched else { throw Failure(.usage, "nothing is to be started in \(folder)") }
            return .success
        }
    }
}
