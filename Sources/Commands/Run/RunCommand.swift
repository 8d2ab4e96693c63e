import Agents
import ArgumentParser
import Backends
import Configuration
import Foundation
import Planning
import Speculation

/// `outrider run`
struct RunCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a task: a drafter rides ahead, a verifier decides.",
        discussion: """
            Without any configuration the agent “blocksworld” plans in a simulated world, with engines that compute on \
            this machine; without a task it gets a random one.

            Examples:
              outrider run "c on a, a on table, b on table -> a on b, b on c"
              outrider run --agent assistant "Which file here is the largest?" \\
                --drafter openai/gpt-4.1-mini --verifier openai/gpt-4.1 \\
                --lambda 0.8 --max-cost 0.50
            """)

    @Argument(help: ArgumentHelp("The task; “-” reads it from standard input.", valueName: "task"))
    var task: String?

    @OptionGroup(title: "What runs") var flags: RunFlags
    @OptionGroup(title: "Output") var output: OutputFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try Surroundings(configFile: places.config)
        defer { surroundings.servers.leave() }
        let collector = try Collector(named: output.otlpEndpoint, in: surroundings)
        let setup = try RunSetup(task: try typedTask(), flags: flags, in: surroundings)
        let assembly = setup.assembly
        try assembly.checkTask()
        // The record comes last, unless somebody remembers: what was typed wrong leaves nothing behind.
        let memory = assembly.remembers ? try surroundings.ledger(at: places.database, creating: true) : nil
        let recollection = memory.flatMap(assembly.recollection)
        let crew = try assembly.crew(remembering: recollection)
        try await assembly.startServers(quietly: output.isSilent)
        let store = try memory ?? surroundings.ledger(at: places.database, creating: true)
        let control = try await assembly.control(from: store)
        let session = RunSession(
            prepared: PreparedRun(
                plan: setup.plan, crew: crew, control: control,
                reward: try await assembly.reward(from: store, keeping: store),
                recollection: recollection),
            output: output, collector: collector)
        return try await session.perform(
            RunStart(header: try setup.header(control: control)), recordingIn: store)
    }

    private func typedTask() throws -> String? {
        guard task == "-" else { return task }
        guard let data = try FileHandle.standardInput.readToEnd(), let text = String(data: data, encoding: .utf8) else {
            throw Failure(.invalidInput, "standard input holds no text in UTF-8 to take as a task")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
