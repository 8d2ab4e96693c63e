import ArgumentParser
import Configuration

/// `outrider config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the settings and where they come from.",
        subcommands: [Show.self, Path.self], defaultSubcommand: Show.self)

    /// `outrider config show`
    struct Show: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every setting.", usage: "outrider config show [<options>]")

        @Flag(name: .long, help: "Say for each setting which file, variable or default it comes from.")
        var origin = false

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            let settings = try Surroundings(configFile: places.config).settings
            let rows = settings.lines.map { [$0.key, $0.text] + (origin ? [$0.origin.description] : []) }
            Table(columns: ["key", "value"] + (origin ? ["from"] : []), rows: rows).print(to: .output)
            return .success
        }
    }

    /// `outrider config path`
    struct Path: OutriderSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print where the user's settings file is, or would be.")

        @OptionGroup(title: "Places") var places: PlaceFlags

        func perform() async throws -> ExitStatus {
            Console.output.print(try Surroundings(configFile: places.config).places.userFile)
            return .success
        }
    }
}
