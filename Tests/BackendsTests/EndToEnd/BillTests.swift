import LoopbackServer
import Planning
import Testing

/// Our bill against the server's own count.
struct BillTests {
    private func expected(_ charges: ChatCharges) -> Money {
        Sample.price.cost(
            of: Usage(
                freshInput: charges.promptTokens - charges.cachedTokens, cacheRead: charges.cachedTokens,
                output: charges.generatedTokens))
    }

    private func billed(_ loopback: Loopback) -> Money {
        loopback.meter.settlements.reduce(.zero) { $0 + ($1.cost ?? .zero) }
    }

    @Test func theBillOfManyCallsIsTheServersOwnToTheLastNanodollar() async throws {
        let server = try ChatServer { request in
            switch request.lastUserText.count % 3 {
            case 0: .text("Put the block c on the table.")
            case 1:
                ChatAnswer([
                    .reasoning("c is clear"), .toolCall(id: "p", name: "stack", arguments: #"{"block": "b"}"#),
                ])
            default: ChatAnswer(ChatPiece.words("a long answer that is cached"), cachedTokens: 3)
            }
        }
        let loopback = try Loopback(server.baseURL)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<40 {
                group.addTask {
                    _ = try await loopback.call(Sample.request("Stack" + String(repeating: " b", count: index)))
                }
            }
            try await group.waitForAll()
        }
        await server.settled()
        let charges = server.charges(for: "gpt-4.1-mini")
        #expect(charges.calls == 40)
        #expect(loopback.meter.settlements.allSatisfy { $0.usage.provenance == .reported })
        // Every call rounds once a bucket; the sums of tokens are exact.
        let used = loopback.meter.settlements.reduce(Usage.zero) { $0 + $1.usage }
        #expect(used.input == charges.promptTokens)
        #expect(used.cacheRead == charges.cachedTokens)
        #expect(used.output == charges.generatedTokens)
        #expect(billed(loopback) == expected(charges))
        #expect(loopback.meter.current.budget.reserved == .zero)
    }

    @Test func failuresAreOnNobodysBill() async throws {
        let counter = Counter()
        let server = try ChatServer { _ in
            counter.next() % 2 == 0 ? .failure(500) : .text("done at last")
        }
        let loopback = try Loopback(server.baseURL)
        for _ in 0..<4 { _ = try await loopback.call() }
        await server.settled()
        #expect(server.charges(for: "gpt-4.1-mini").calls == 4)
        #expect(billed(loopback) == expected(server.charges(for: "gpt-4.1-mini")))
        #expect(loopback.meter.settlements.map(\.attempts) == [2, 2, 2, 2])
    }

    @Test func aCancelledCallIsBilledForWhatWasGenerated() async throws {
        let gate = Gate()
        let server = try ChatServer { _ in
            ChatAnswer(ChatPiece.words("one two three four five six"), gates: [3: gate])
        }
        let loopback = try Loopback(server.baseURL)
        let seen = Counter()
        await loopback.cancelCall { if case .text = $0 { seen.next() == 2 } else { false } }
        await server.settled()
        #expect(server.charges(for: "gpt-4.1-mini").cut == 1)
        let generated = server.charges(for: "gpt-4.1-mini").generatedTokens
        #expect(generated == 3)
        let usage = try #require(loopback.meter.settlements.first?.usage)
        #expect(usage.provenance == .estimated)
        // Three pieces of thirteen bytes together: at least a token each, at four bytes a token.
        #expect((generated...generated + 1).contains(usage.output))
        #expect(usage.input > 0)
    }
}
