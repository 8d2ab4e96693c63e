import Foundation
import Planning
import Testing

/// Everything that a server can do wrong, at every stage of a run: docs/faults.md says how it ends, and so it does.
struct FaultMatrixTests {
    /// What docs/faults.md says of each fault of the verifier's server: the exit status.
    private static let documented = FaultPage.statuses(below: "Bad days")

    private func tools(_ document: JSONValue) -> [String] {
        document["steps"]?.array?.compactMap { $0["action"]?["tool"]?.string } ?? []
    }

    @Test func everyFaultIsDocumentedAndNothingElse() {
        #expect(Set(Self.documented.keys) == Set(Fault.allCases.map(\.rawValue)))
    }

    @Test(arguments: Fault.possible) func aVerifierThatFailsEndsTheRunAsDocumented(fault: Fault) async throws {
        let server = try await FaultyServer(fault, of: "big")
        defer { server.stop() }
        let outrider = try OutriderProcess(config: server.config(for: fault, of: "big"))
        let result = try await outrider("run", "a task", "--json")
        #expect(result.status == Self.documented[fault.rawValue], "\(result.errors)")
        #expect(try result.json["status"] == "failed")
        #expect(tools(try result.json) == [])
        #expect(result.errors.contains("bad/big"), "\(result.errors)")
    }

    @Test(arguments: Fault.possible) func aDrafterThatFailsChangesNothing(fault: Fault) async throws {
        let server = try await FaultyServer(fault, of: "small")
        defer { server.stop() }
        let outrider = try OutriderProcess(config: server.config(for: fault, of: "small"))
        let result = try await outrider("run", "a task", "--depth", "2", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(tools(try result.json) == PlanServer.plan)
    }

    @Test(arguments: Fault.possible) func aJudgeThatFailsLeavesItToTheVerifier(fault: Fault) async throws {
        let server = try await FaultyServer(fault, of: "judge")
        defer { server.stop() }
        let outrider = try OutriderProcess(config: server.config(for: fault, of: "judge"))
        let result = try await outrider("run", "a task", "--strategy", "rsd", "--reward", "judge:bad/judge", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(tools(try result.json) == PlanServer.plan)
    }

    /// Two steps succeed, of two calls each. What ends by a time-out does so in the same way as at the beginning.
    @Test(arguments: Fault.possible.filter { !$0.takesTime && !$0.isOfTheConnection })
    func whatWasCommittedBeforeAFaultStaysAndIsTakenUpWhenItIsMended(fault: Fault) async throws {
        let server = try await FaultyServer(fault, of: "big", from: 5)
        defer { server.stop() }
        let outrider = try OutriderProcess(config: server.config(for: fault, of: "big"))
        let result = try await outrider("run", "a task", "--strategy", "sequential", "--json")
        #expect(result.status == Self.documented[fault.rawValue], "\(result.errors)")
        #expect(tools(try result.json) == Array(PlanServer.plan.prefix(2)))
        server.mend()
        let run = try #require(try result.json["run"]?.string)
        let resumed = try await outrider("resume", run, "--json")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(tools(try resumed.json) == PlanServer.plan)
    }

    /// The address leads somewhere else from one day to the next.
    @Test(arguments: Fault.possible.filter(\.isOfTheConnection))
    func whatWasCommittedStaysWhenTheConnectionIsNotToBeTrustedAnyMore(fault: Fault) async throws {
        let server = try await FaultyServer(.fault, of: "big", from: 5)
        let stranger = try await FaultyServer(fault, of: "big")
        defer {
            server.stop()
            stranger.stop()
        }
        let outrider = try OutriderProcess(config: server.config(for: .fault, of: "big"))
        let begun = try await outrider("run", "a task", "--strategy", "sequential", "--json")
        let run = try #require(try begun.json["run"]?.string)
        try outrider.configure(stranger.config(for: fault, of: "big"))
        let stopped = try await outrider("resume", run, "--json")
        #expect(stopped.status == Self.documented[fault.rawValue], "\(stopped.errors)")
        #expect(tools(try stopped.json) == Array(PlanServer.plan.prefix(2)))
        server.mend()
        try outrider.configure(server.config(for: .fault, of: "big"))
        let resumed = try await outrider("resume", run, "--json")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(tools(try resumed.json) == PlanServer.plan)
    }
}
