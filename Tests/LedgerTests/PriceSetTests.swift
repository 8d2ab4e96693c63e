import Planning
import TemporaryFolders
import Testing

@testable import Ledger

struct PriceSetTests {
    @Test func setsComeBackInTheOrderInWhichTheyWereAccepted() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        #expect(try await store.priceSets().isEmpty)
        let sets = [(2, "b"), (1, "a"), (3, "a")].map {
            PriceSet(acceptedAt: $0.0, source: $0.1, document: "{\"number\":\($0.0)}")
        }
        for set in sets { try await store.accept(set) }
        #expect(try await store.priceSets() == sets)
    }

    @Test func theRowThatACallWasChargedByIsKeptWithIt() async throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        var run = ImaginaryRun()
        let call = run.start(.verifier, at: 1)
        let price = AppliedPrice(
            price: Price(input: 1, output: 2), from: UTCInstant("2026-11-01"), source: "lab",
            conditions: ["service batch"])
        let settlement = CallSettlement(
            outcome: .finished, usage: Usage(cacheWrite: 5, cacheWriteHour: 4, serviceTier: "batch"), cost: .zero,
            price: price)
        run.append(.callSettled(.init(call: call, firstToken: nil, duration: .zero, settlement: settlement)))
        try await store.keep(run.events)
        #expect(try await store.summary(of: run.id).calls.map(\.settlement) == [settlement])
        let rows = try store.rows(
            """
            SELECT price ->> '$.source', price ->> '$.price.output', price ->> '$.conditions[0]', service_tier,
                cache_write_hour_tokens
            FROM calls
            """)
        #expect(rows == [["lab", "2", "service batch", "batch", "4"]])
    }
}
