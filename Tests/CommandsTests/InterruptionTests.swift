import Foundation
import LoopbackServer
import Planning
import Testing

/// Ctrl-C, `kill -9`, and what is there afterwards.
struct InterruptionTests {
    private func commits(_ output: String) -> Int {
        output.split(separator: "\n").count { $0.contains(#""event":"committed""#) }
    }

    @Test(arguments: [1, 3, 5]) func aKilledRunKeepsEveryStepItShowedAndGoesOn(steps: Int) async throws {
        // The run cannot be over before it is killed, however slow this machine is.
        let plan = try PlanServer(mistakes: [3], lastAnswered: steps)
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let started = try outrider.start(["run", "a task", "--jsonl", "--depth", "2"])
        let seen = await started.output { commits($0) >= steps }
        started.send(SIGKILL)
        #expect(try await started.result().status == -SIGKILL)
        plan.goOn()

        let runs = try await outrider("runs", "--json").json
        let name = try #require(runs.array?.first?["run"]?.string)
        #expect(runs.array?.first?["status"] == "running")
        #expect((runs.array?.first?["steps"]?.integer ?? 0) >= commits(seen))

        let before = try await outrider("show", name, "--json").json
        let resumed = try await outrider("resume", name, "--json")
        #expect(resumed.status == 0, "\(resumed.errors)")
        let document = try resumed.json
        #expect(document["steps"]?.array?.compactMap { $0["action"]?["tool"]?.string } == PlanServer.plan)
        #expect((document["cost_usd"]?.double ?? 0) >= (before["cost_usd"]?.double ?? 0))
        #expect(document["run"]?.string == name)

        let again = try await outrider("resume", name)
        #expect(again.status == 1)
        #expect(again.errors.contains("finished") || again.errors.contains("ended"))
    }

    @Test func controlCEndsTheRunInOrder() async throws {
        let plan = try PlanServer(lastAnswered: 2)
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let started = try outrider.start(["run", "a task", "--jsonl", "--depth", "2"])
        let seen = await started.output { commits($0) >= 2 }
        started.send(SIGINT)
        let result = try await started.result()
        #expect(result.status == 130)
        plan.goOn()
        #expect(commits(result.output) >= commits(seen))
        let events = try result.output.split(separator: "\n").map { try RunEvent(jsonLine: Data($0.utf8)) }
        #expect(events.last?.name == "finished")
        #expect(events.count { $0.name == "call-started" } == events.count { $0.name == "call-settled" })
        let runs = try await outrider("runs", "--json").json
        #expect(runs.array?.first?["status"] == "interrupted")
        let name = try #require(runs.array?.first?["run"]?.string)
        let resumed = try await outrider("resume", name, "--json").json
        #expect(resumed["status"] == "finished")
    }

    @Test func twoProcessesShareOneRecord() async throws {
        let outrider = try OutriderProcess()
        let started = try (0..<4).map {
            try outrider.start(["run", RunTests.larger, "--engine", "search", "--seed", "\($0)", "--quiet"])
        }
        for process in started {
            let result = try await process.result()
            #expect(result.status == 0, "\(result.errors)")
        }
        let runs = try await outrider("runs", "--json").json.array ?? []
        #expect(runs.count == 4)
        #expect(runs.allSatisfy { $0["status"] == "finished" })
    }
}
