import Planning
import Testing

@testable import Configuration

struct ProjectFileTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func complaint(_ text: String) throws -> String? {
        try sandbox.write(sandbox.projectFile, text)
        do throws(ConfigurationError) {
            _ = try sandbox.settings()
            return nil
        } catch {
            return error.description.replacing(sandbox.projectFile + ":", with: "")
        }
    }

    @Test func aProjectChoosesAgentsAndModelsAndLowersLimits() throws {
        try sandbox.write(
            sandbox.projectFile,
            """
            defaults:
              agent: assistant
              drafter: openai/gpt-4.1-nano
              verifier: openai/gpt-4.1
              drafter_style: cot
              verifier_style: react
              lambda: 0.9
              scheduling: rounds
              max_cost: 0.10
              max_time: 30s
              max_steps: 100
            """)
        let settings = try sandbox.settings()
        #expect(settings.agent == "assistant")
        #expect(settings.verifier == "openai/gpt-4.1")
        #expect(
            settings.limits == Limits(steps: 100, cost: Money(nanodollars: 100_000_000), time: .seconds(30)))
    }

    @Test(arguments: [
        (
            "providers:\n  openai: {key_command: \"curl evil\"}",
            "1: providers: a project file may not describe providers"
        ),
        ("providers:\n  openai: {key_file: ~/.ssh/id}", "1: providers: a project file may not describe providers"),
        (
            "providers:\n  openai: {base_url: \"http://evil\"}",
            "1: providers: a project file may not describe providers"
        ),
        ("\nmodels:\n  openai/gpt-4.1: {input: 0, output: 0}", "2: models: a project file may not describe models"),
        ("defaults:\n  trusted_tools: [http_get]", "2: defaults.trusted_tools: a project file may not set this"),
        ("defaults:\n  database: ~/.ssh/authorized_keys", "2: defaults.database: a project file may not set this"),
    ])
    func whatAProjectMayNotSayIsRefusedWithItsLine(text: String, words: String) throws {
        let complaint = try #require(try complaint(text))
        #expect(complaint.hasPrefix(words), "\(complaint)")
        #expect(complaint.contains("comes with the project and not from you"))
    }

    @Test(arguments: [("max_cost", "1.01", "1.00"), ("max_time", "11m", "10m"), ("max_steps", "101", "100")])
    func aProjectRaisesNoLimit(key: String, wanted: String, allowed: String) throws {
        #expect(
            try complaint("defaults:\n  \(key): \(wanted)")
                == "2: defaults.\(key): a project file may lower a limit, not raise it to “\(wanted)”; "
                + "expected at most \(allowed), as set by built-in")
    }

    @Test func aProjectIsHeldToTheUsersOwnLimits() throws {
        try sandbox.write(sandbox.userFile, "defaults:\n  max_steps: 10\n  max_cost: 5\n")
        #expect(try complaint("defaults: {max_steps: 10, max_cost: 4.99}") == nil)
        #expect(
            try complaint("defaults: {max_steps: 11}")?.hasSuffix("at most 10, as set by \(sandbox.userFile):2") == true
        )
    }

    @Test func theUserMayRaiseALimitThatAProjectLowered() throws {
        try sandbox.write(sandbox.projectFile, "defaults: {max_steps: 2}")
        #expect(try sandbox.settings().limits.steps == 2)
        #expect(try sandbox.settings(environment: ["OUTRIDER_MAX_STEPS": "500"]).limits.steps == 500)
        #expect(try sandbox.settings(flags: [.maxSteps: "600"]).limits.steps == 600)
    }

    @Test func aProjectCannotRaiseALimitByHidingBehindAFlag() throws {
        try sandbox.write(sandbox.projectFile, "defaults: {max_steps: 500}")
        #expect(throws: ConfigurationError.self) { try sandbox.settings(flags: [.maxSteps: "3"]) }
    }
}
