import ArgumentParser
import Backends
import Configuration
import Foundation
import Planning

/// `outrider keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Store the keys of providers, or list what is stored.",
        discussion: "A key is read from the terminal or from standard input, never from a flag, and never shown.",
        subcommands: [Set.self, List.self])

    /// `outrider keys set`
    struct Set: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a provider's key in a file that only you can read.",
            usage: "outrider keys set [<options>] <provider>")

        @Argument(help: ArgumentHelp("The provider, such as openai.", valueName: "provider"))
        var provider: String

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            let surroundings = try Surroundings(configFile: places.config)
            if !surroundings.settings.mcp.servers.contains(where: { $0.keyName == provider }) {
                _ = try surroundings.settings.catalogue.provider(named: provider)
            }
            try surroundings.keyStore.set(try typedKey(), for: provider)
            Console.error.print("stored in \(surroundings.keyStore.path(for: provider))")
            return .success
        }

        private func typedKey() throws -> Secret {
            let line: String?
            if isatty(STDIN_FILENO) == 1 {
                // Reads without echo, so that the key is not left on the screen.
                line = getpass("key for \(provider): ").map { String(cString: $0) }
            } else {
                line = readLine()
            }
            guard let line, !line.allSatisfy(\.isWhitespace) else {
                throw Failure(.key, "no key was entered for “\(provider)”, so nothing was stored")
            }
            return Secret(line)
        }
    }

    /// `outrider keys list`
    struct List: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "List the stored keys by provider, with their last four characters.")

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            let store = try Surroundings(configFile: places.config).keyStore
            let keys = try store.list()
            if keys.isEmpty {
                Console.error.print("no keys are stored; `outrider keys set PROVIDER` stores one")
            } else {
                Table(columns: ["provider", "key"], rows: keys.map { [$0.provider, $0.hint] }).print(to: .output)
            }
            return .success
        }
    }
}
