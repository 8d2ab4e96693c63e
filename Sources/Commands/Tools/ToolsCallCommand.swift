import ArgumentParser
import Configuration
import Documents
import Foundation
import MCP
import Planning
import Tools

/// `outrider tools call`
struct ToolsCallCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a tool as an agent would.",
        usage: "outrider tools call [<options>] <tool> [<arguments>]",
        discussion: """
            A tool that may change something is called only if you confirm it, or say --yes; what a server says of its \
            tools counts only if you trust the server.

            Examples:
              outrider tools call calculator '{"expression": "2^10"}'
              outrider tools call time__get_current_time '{"timezone": "Europe/Berlin"}'
            """)

    @Argument(help: ArgumentHelp("The tool.", valueName: "tool"))
    var name: String

    @Argument(help: ArgumentHelp("A JSON object; “-” reads it from standard input.", valueName: "arguments"))
    var arguments = "{}"

    @Flag(name: .long, help: "Call it even if it may change something.")
    var yes = false

    @Flag(name: .long, help: "Print a JSON document.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let arguments = try typedArguments()
        return try await Surroundings.use(try Surroundings(configFile: places.config)) { surroundings in
            // Whoever is asked is asked here, before anything is called.
            let assembly = ToolAssembly(surroundings, consent: Consent(mode: .auto))
            try checkName(in: surroundings)
            let call = name
            let answer = await Interruption.cancelling { () -> Result<Observation?, any Error> in
                do {
                    let toolbox = try await assembly.toolbox([call])
                    let action = Action(tool: call, arguments: arguments)
                    guard !toolbox.forbids(action) else {
                        throw Failure(
                            .refused,
                            "“\(call)” was not called: a rule of your approval.yaml forbids this call; change the rule if "
                                + "it may be made (docs/tools.md)")
                    }
                    guard !toolbox.needsApproval(action) || isWanted() else { return .success(nil) }
                    return .success(try await toolbox.execute(action, after: Trajectory()))
                } catch {
                    return .failure(error)
                }
            }
            return try report(try answer.get())
        }
    }

    private static let form = #"write them as '{"name": "value"}'"#

    private func typedArguments() throws -> [String: JSONValue] {
        var text = arguments
        if text == "-" {
            text = try TypedFile(path: text).text(limit: 8 << 20, expected: "a JSON object")
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text)
        } catch DecodingError.dataCorrupted(let context) {
            throw Failure(.invalidInput, "the arguments are not JSON: \(context.debugDescription); \(Self.form)")
        }
        guard let object = value.object else {
            throw Failure(.invalidInput, "the arguments are no JSON object; \(Self.form)")
        }
        return object
    }

    private func checkName(in surroundings: Surroundings) throws {
        guard ServerToolName.server(of: name) == nil, !Toolbox.builtInNames.contains(name) else { return }
        let nearest = Spelling.nearest(to: name, among: Toolbox.builtInNames).map { "did you mean “\($0)”?" }
        throw Failure(
            .usage,
            "there is no tool “\(name.printable.clipped(to: 40))”; "
                + (nearest ?? "`outrider tools list` lists the tools"))
    }

    /// Whether the user wants what cannot be undone.
    private func isWanted() -> Bool {
        if yes { return true }
        guard isatty(STDIN_FILENO) == 1, Console.error.isTerminal else { return false }
        return Console.error.agrees(to: "\(name.printable) may change something. Call it?")
    }

    /// How somebody agrees to the call, once or for all.
    private var consenting: String {
        if ServerToolName.server(of: name) != nil {
            return "say --yes if it may, or in your configuration that its server is trusted or what it does "
                + "(docs/mcp.md)"
        }
        return name == "shell"
            ? "say --yes if it may, or in your configuration what commands do, as tools.shell (docs/tools.md)"
            : "say --yes if it may"
    }

    private func report(_ observation: Observation?) throws -> ExitStatus {
        guard let observation else {
            throw Failure(.refused, "“\(name)” may change something, and was not called; \(consenting)")
        }
        if json {
            Console.output.print(
                try jsonText(
                    ["tool": .string(name), "failed": .bool(observation.isError), "text": .string(observation.text)]
                        as JSONValue))
        } else if observation.isError {
            Console.error.print(foreign: "outrider: \(name) failed: \(observation.text)")
        } else {
            // What a command prints usually ends with a line of its own.
            let text = observation.text
            Console.output.print(foreign: text.last == "\n" ? String(text.dropLast()) : text)
        }
        return observation.isError ? .failure : .success
    }
}
