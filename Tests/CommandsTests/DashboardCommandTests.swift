import Foundation
import Testing

struct DashboardCommandTests {
    /// The address that a dashboard has printed.
    private func address(of dashboard: OutriderProcess.Started) async throws -> URL {
        let output = await dashboard.output { $0.contains("\n") }
        return try #require(URL(string: String(output.prefix { $0 != "\n" })))
    }

    @Test func anInterruptionEndsItCleanly() async throws {
        let program = try OutriderProcess()
        let dashboard = try program.start(["dashboard", "--port", "0", "--no-open"])
        let address = try await address(of: dashboard)
        #expect(address.host() == "127.0.0.1")
        dashboard.send(SIGINT)
        let result = try await dashboard.result()
        #expect(result.status == 0)
        #expect(result.output == "\(address)\n")
        #expect(result.errors.contains("Ctrl-C ends"))
    }

    @Test func aPortThatIsTakenIsAnError() async throws {
        let program = try OutriderProcess()
        let first = try program.start(["dashboard", "--port", "0", "--no-open"])
        let port = try #require(try await address(of: first).port)
        let second = try await program("dashboard", "--port", "\(port)", "--no-open")
        #expect(second.status == 69)
        #expect(second.errors.contains("127.0.0.1:\(port): another program has this port"))
        first.send(SIGTERM)
        #expect(try await first.result().status == 0)
    }

    @Test func aRecordThatWasNamedHasToBeThere() async throws {
        let result = try await OutriderProcess()("dashboard", "--database", "nothing.db", "--no-open")
        #expect(result.status == 78)
        #expect(result.errors.contains("there is no record at nothing.db"))
    }

    @Test func rowsThatAreNoneAreAnError() async throws {
        let result = try await OutriderProcess()("dashboard", "--bench", "nothing.jsonl", "--no-open")
        #expect(result.status == 65)
        #expect(result.errors.contains("nothing.jsonl: cannot be read"))
    }

    @Test(arguments: [["--port", "65536"], ["--port", "-1"], ["--port", "web"], ["--lambda", "1"]])
    func aWrongFlagIsAUsageError(_ arguments: [String]) async throws {
        let program = try OutriderProcess()
        let result = try await program.start(["dashboard"] + arguments).result()
        #expect(result.status == 64)
    }
}
