import Planning
import TemporaryFolders
import Testing
import Transport

@testable import Tools

struct ToolboxTests {
    /// A tool of any effect class that does what the test says.
    private struct Probe: Tool {
        let description: ToolDescription
        var body: @Sendable () async throws -> String = { "done" }

        init(_ effect: EffectClass, body: @escaping @Sendable () async throws -> String = { "done" }) {
            description = ToolDescription(effect.rawValue, "A probe.", [.text("x", "anything")], effect: effect)
            self.body = body
        }

        func run(_ arguments: ToolArguments) async throws -> String { try await body() }
    }

    private struct Mishap: Error, CustomStringConvertible { let description = "the disk is on fire" }

    private let probes = EffectClass.allCases.map { Probe($0) }

    private func settings() -> ToolSettings {
        ToolSettings(root: "/nowhere", client: HTTPClient()) { _, _, _ in "" }
    }

    @Test func onlyTrustedToolsOfSafeClassesRunEarly() {
        let toolbox = Toolbox(probes, trusted: Set(EffectClass.allCases.map(\.rawValue)))
        let early = EffectClass.allCases.filter {
            toolbox.earlyExecution(of: Action(tool: $0.rawValue)) == .allowed
        }
        #expect(early == [.pure, .readOnly])
        #expect(
            toolbox.earlyExecution(of: Action(tool: "destructive"))
                == .refused(reason: "“destructive” is destructive and waits until the verifier has asked for it"))
    }

    @Test func whatChangesFilesInNoSnapshotIsNotTried() throws {
        let folder = try TemporaryFolder()
        let trusted = Set(EffectClass.allCases.map(\.rawValue))
        let bare = Toolbox(
            probes + [WriteFile(root: FileRoot(path: folder.path))], trusted: trusted.union(["write_file"]))
        let refusal = EarlyExecution.refused(reason: "there is no snapshot in which “confined” could be tried")
        #expect(bare.earlyExecution(of: Action(tool: "confined")) == refusal)
        let write = Action(tool: "write_file", arguments: ["path": "a", "content": ""])
        #expect(bare.earlyExecution(of: write).changesWorld)
        let workspace = try Workspace(root: folder.path, snapshotsIn: folder.file("snapshots"))
        let toolbox = Toolbox(
            probes + [WriteFile(root: workspace.root)], trusted: trusted.union(["write_file"]), workspace: workspace)
        #expect(toolbox.earlyExecution(of: write) == .provisional(changesWorld: true))
        // A tool that is not ours changes what it likes, whatever it is declared to be.
        #expect(toolbox.earlyExecution(of: Action(tool: "confined")) == refusal)
        // What it reads may be in the folder.
        #expect(toolbox.earlyExecution(of: Action(tool: "read-only")) == .provisional(changesWorld: false))
        #expect(toolbox.earlyExecution(of: Action(tool: "pure")) == .allowed)
    }

    @Test func whatMayNotRunEarlyIsNotTriedWhoeverAsks() async {
        let toolbox = Toolbox([
            Probe(.destructive) {
                Issue.record("it ran"); return ""
            }
        ])
        await #expect(throws: ToolFailure.self) {
            try await toolbox.attempt(Action(tool: "destructive"), after: Trajectory())
        }
    }

    @Test func withoutTrustNothingRunsEarlyButFinish() {
        let toolbox = Toolbox(probes)
        for effect in EffectClass.allCases {
            guard case .refused = toolbox.earlyExecution(of: Action(tool: effect.rawValue)) else {
                Issue.record("\(effect) ran early")
                continue
            }
        }
        #expect(
            toolbox.earlyExecution(of: Action(tool: "pure"))
                == .refused(reason: "“pure” is not among the tools that the operator trusts to run early"))
        #expect(toolbox.earlyExecution(of: Action(tool: "finish")) == .allowed)
        #expect(toolbox.earlyExecution(of: Action(text: "hm")) == .unneeded)
        #expect(toolbox.earlyExecution(of: Action(tool: "fly")) == .refused(reason: "there is no tool “fly”"))
    }

    @Test func theOpenWorldIsRefusedUnlessItIsListed() throws {
        let action = Action(tool: "http_get", arguments: ["url": "https://example.com"])
        let cautious = try Toolbox(named: ["http_get", "calculator"], settings: settings(), trusted: ["calculator"])
        guard case .refused = cautious.earlyExecution(of: action) else {
            Issue.record("http_get ran early")
            return
        }
        let bold = try Toolbox(named: ["http_get"], settings: settings(), trusted: ["http_get"])
        #expect(bold.earlyExecution(of: action) == .allowed)
    }

    @Test func builtInToolsAreFoundByName() throws {
        let toolbox = try Toolbox(named: Toolbox.builtInNames, settings: settings())
        #expect(toolbox.tools.map(\.name) == Toolbox.builtInNames)
        let error = #expect(throws: ToolFailure.self) { try Toolbox(named: ["calculatr"], settings: settings()) }
        #expect(error?.description.hasPrefix("there is no built-in tool “calculatr”; there are calculator,") == true)
    }

    @Test func toolsFromElsewhereAreNamedBesideTheBuiltInOnesAndNeverInTheirPlace() throws {
        let toolbox = try Toolbox(
            named: ["read-only", "calculator", "pure"], settings: settings(), others: probes + [Probe(.pure)],
            trusted: ["read-only"])
        #expect(toolbox.tools.map(\.name) == ["read-only", "calculator", "pure", "finish"])
        #expect(toolbox.earlyExecution(of: Action(tool: "read-only")) == .allowed)
        #expect(toolbox.earlyExecution(of: Action(tool: "pure")) != .allowed)
    }

    @Test func argumentsThatNoSchemaForbidsAreHandedOnAsTheyAre() throws {
        let open = ToolDescription(name: "open", summary: "", parameters: ["type": "object"], effect: .pure)
        let values: [String: JSONValue] = ["a": .null, "b": [1]]
        #expect(try ToolArguments(values, of: open).all == values)
    }

    @Test func failuresAreObservations() async throws {
        let toolbox = Toolbox([
            Probe(.pure) { throw ToolFailure("no such thing") }, Probe(.readOnly) { throw Mishap() },
        ])
        for (action, text) in [
            (Action(tool: "pure"), "no such thing"),
            (Action(tool: "read-only"), "read-only failed: the disk is on fire"),
            (Action(tool: "fly"), "there is no tool “fly”; there are pure, read-only, finish"),
            (Action(tool: "pure", arguments: ["y": 1]), "pure has no argument “y”; it takes x"),
            (Action(tool: "finish"), "the argument “answer” is missing"),
            (Action(tool: "finish", arguments: ["answer": 4]), "the argument “answer” must be a text"),
        ] {
            #expect(try await toolbox.execute(action, after: Trajectory()) == Observation(text, isError: true))
        }
    }

    @Test func aFailureThatMayPassIsNoObservationOfATry() async throws {
        let toolbox = Toolbox(
            [Probe(.pure) { throw ToolFailure("nobody answers", isPassing: true) }], trusted: ["pure"])
        let (action, told) = (Action(tool: "pure"), Observation("nobody answers", isError: true))
        #expect(try await toolbox.execute(action, after: Trajectory()) == told)
        await #expect(throws: FailedAttempt(told)) { try await toolbox.attempt(action, after: Trajectory()) }
    }

    @Test func whoeverWeighsAFailureThatMayPassCanHaveItConfirmed() async throws {
        let folder = try TemporaryFolder()
        let toolbox = Toolbox(
            [Probe(.readOnly) { throw ToolFailure("nobody answers", isPassing: true) }], trusted: ["read-only"],
            workspace: try Workspace(root: folder.path, snapshotsIn: folder.file("snapshots")))
        let step = Step(
            action: Action(tool: "read-only"), observation: Observation("nobody answers", isError: true))
        await #expect(throws: FailedAttempt(step.observation)) {
            try await toolbox.attempt(step.action, after: Trajectory())
        }
        #expect(try await toolbox.confirm(step, after: Trajectory()) == .stands)
    }

    @Test func finishHasNothingToShow() async throws {
        let action = Action(tool: "finish", arguments: ["answer": "42"], answer: "42")
        #expect(try await Toolbox([]).execute(action, after: Trajectory()) == .empty)
        #expect(try await Toolbox([]).execute(Action(text: "hm"), after: Trajectory()) == .empty)
    }

    @Test func aCancelledCallIsNoObservation() async throws {
        let call = Task {
            try await Toolbox([Probe(.pure) { throw Mishap() }]).execute(Action(tool: "pure"), after: Trajectory())
        }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test(arguments: [EffectClass.idempotent, .destructive])
    func whatChangedTheWorldIsToldAlsoWhenItsCallWasCancelled(effect: EffectClass) async throws {
        let observation = try await cancelled(Probe(effect))
        #expect(observation == Observation("done"))
    }

    @Test(arguments: [EffectClass.pure, .readOnly, .confined])
    func whatChangedNothingIsNotTold(effect: EffectClass) async throws {
        await #expect(throws: CancellationError.self) { try await cancelled(Probe(effect)) }
    }

    private func cancelled(_ probe: Probe) async throws -> Observation {
        try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Toolbox([probe]).execute(Action(tool: probe.description.name), after: Trajectory())
        }.value
    }
}
