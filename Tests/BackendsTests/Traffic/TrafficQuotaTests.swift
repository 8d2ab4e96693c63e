import Foundation
import HTTPTypes
import Planning
import Testing

@testable import Backends

/// Who may begin, by what the provider and the configuration allow.
struct TrafficQuotaTests {
    private let small = ModelID(provider: "p", name: "small")
    private let large = ModelID(provider: "p", name: "large")

    private func guest(
        _ ticket: Int, _ role: AgentRole, _ model: ModelID, prompt: Int = 10, output: Int = 90
    ) -> TrafficTable.Guest {
        .init(ticket: ticket, role: role, model: model, need: CallNeed(prompt: prompt, output: output))
    }

    private func report(
        _ remaining: Int, of limit: Int, _ kind: String = "requests", reset: String = "60s"
    ) throws -> RateLimitReport {
        var fields = HTTPFields()
        for (name, value) in [("limit", "\(limit)"), ("remaining", "\(remaining)"), ("reset", reset)] {
            fields[try #require(HTTPField.Name("x-ratelimit-\(name)-\(kind)"))] = value
        }
        return RateLimitReport(fields, now: Date(timeIntervalSince1970: 0))
    }

    private func failure(_ code: BackendError.Code, retryAfter: Duration? = nil) -> BackendError {
        BackendError(code, "it went wrong", retryAfter: retryAfter)
    }

    private func fail(
        _ table: inout TrafficTable, _ ticket: Int, _ code: BackendError.Code, retryAfter: Duration? = nil,
        at now: Duration = .zero
    ) -> [TrafficTable.Effect] {
        table.failed(ticket, failure(code, retryAfter: retryAfter), longestPause: .seconds(60), at: now)
            + table.leave(ticket, at: now)
    }

    private func standing(
        _ table: TrafficTable, _ model: ModelID, _ role: AgentRole = .verifier, at now: Duration
    ) -> EndpointChoice.Standing {
        table.standing(of: model, for: role, need: CallNeed(prompt: 10, output: 90), at: now)
    }

    // MARK: - Quotas that the provider tells of

    @Test func aDraftLeavesTheVerifierTheLastOfASharedQuota() throws {
        var table = TrafficTable()
        #expect(table.arrive(guest(1, .verifier, large), at: .zero) == [.admit(1)])
        _ = table.replied(1, try report(2, of: 60), at: .zero)
        #expect(table.arrive(guest(2, .drafter, large), at: .zero) == [.admit(2)], "two are left, one stays")
        #expect(table.arrive(guest(3, .drafter, large), at: .zero) == [])
        #expect(table.arrive(guest(4, .verifier, large), at: .zero) == [.admit(4)])
        #expect(table.arrive(guest(5, .verifier, large), at: .zero) == [], "exhausted")
        #expect(table.nextChange(for: 5, at: .zero) != nil)
    }

    @Test func tokensAreKeptForAVerifierAsManyAsItsLargestCallTook() throws {
        var table = TrafficTable()
        _ = table.arrive(guest(1, .verifier, large, prompt: 500, output: 500), at: .zero)
        _ = table.replied(1, try report(1199, of: 60000, "tokens", reset: "60s"), at: .zero)
        #expect(table.arrive(guest(2, .drafter, large, prompt: 150, output: 50), at: .zero) == [])
        let when = try #require(table.nextChange(for: 2, at: .zero))
        #expect(when < .seconds(1))
        #expect(table.tick(at: when) == [.admit(2)], "one more token was all that was missing")
    }

    @Test func modelsWithLimitsOfTheirOwnDoNotShareThem() throws {
        var table = TrafficTable()
        _ = table.arrive(guest(1, .verifier, large), at: .zero)
        _ = table.replied(1, try report(1, of: 60), at: .zero)
        _ = table.arrive(guest(2, .drafter, small), at: .zero)
        _ = table.replied(2, try report(400, of: 500), at: .zero)
        #expect(table.arrive(guest(3, .drafter, small), at: .zero) == [.admit(3)])
    }

    @Test func modelsThatAreToldTheSameLimitAreTakenToShareIt() throws {
        var table = TrafficTable()
        _ = table.arrive(guest(1, .drafter, small), at: .zero)
        _ = table.replied(1, try report(2, of: 60), at: .zero)
        _ = table.arrive(guest(2, .verifier, large), at: .zero)
        _ = table.replied(2, try report(1, of: 60), at: .zero)
        #expect(table.arrive(guest(3, .drafter, small), at: .zero) == [])
    }

    @Test func callsThatAreOpenCountAsTheProviderCannotKnowOfThem() throws {
        var table = TrafficTable()
        for ticket in 1...3 { _ = table.arrive(guest(ticket, .verifier, large), at: .zero) }
        _ = table.replied(1, try report(2, of: 60), at: .zero)
        #expect(table.arrive(guest(4, .verifier, large), at: .zero) == [], "two were let in after the one that replied")
        _ = table.replied(3, try report(1, of: 60), at: .zero)
        #expect(table.running.map(\.ticket) == [1, 2, 3, 4])
    }

    // MARK: - Rates of the configuration

    @Test func whoWantsMuchIsNotOvertakenByThoseWhoWantLittle() {
        var table = TrafficTable(tokensPerMinute: 1000)
        #expect(table.arrive(guest(1, .verifier, large, prompt: 600, output: 300), at: .zero) == [.admit(1)])
        #expect(table.arrive(guest(2, .verifier, large, prompt: 100, output: 100), at: .zero) == [])
        #expect(table.arrive(guest(3, .verifier, small, prompt: 10, output: 10), at: .zero) == [])
        #expect(table.nextChange(for: 2, at: .zero) == .seconds(60))
        #expect(table.tick(at: .seconds(60)) == [.admit(2), .admit(3)])
    }

    @Test func whatACallReallyUsedMakesRoom() {
        var table = TrafficTable(tokensPerMinute: 1000)
        _ = table.arrive(guest(1, .verifier, large, prompt: 600, output: 300), at: .zero)
        _ = table.arrive(guest(2, .verifier, large, prompt: 100, output: 100), at: .zero)
        #expect(table.succeeded(1, using: 650, at: .seconds(1)) == [.admit(2)])
    }

    @Test func aVerifierThatWaitsForAQuotaMakesNoDraftYield() {
        var table = TrafficTable(capacity: 2, requestsPerMinute: 2)
        #expect(table.arrive(guest(1, .drafter, small), at: .zero) == [.admit(1)])
        _ = table.arrive(guest(2, .verifier, large), at: .zero)
        #expect(table.arrive(guest(3, .verifier, large), at: .zero) == [])
    }

    @Test func whoAsksHowItWouldStandHearsHowLongItWouldWait() throws {
        var rated = TrafficTable(requestsPerMinute: 1)
        _ = rated.arrive(guest(1, .verifier, large), at: .zero)
        #expect(standing(rated, large, at: .seconds(10)) == .occupied(for: .seconds(50), turns: 0))
        #expect(standing(rated, large, at: .seconds(60)) == .ready)
        var told = TrafficTable()
        _ = told.arrive(guest(1, .verifier, large), at: .zero)
        _ = told.replied(1, try report(0, of: 60), at: .zero)
        #expect(standing(told, large, at: .zero) == .occupied(for: .seconds(1), turns: 0))
        #expect(standing(told, small, at: .zero) == .ready)
        var refused = TrafficTable()
        _ = refused.arrive(guest(1, .verifier, large), at: .zero)
        _ = fail(&refused, 1, .rateLimited, retryAfter: .seconds(7))
        #expect(standing(refused, large, at: .seconds(4)) == .busy(for: .seconds(3)))
        #expect(standing(refused, small, at: .seconds(4)) == .ready)
        #expect(standing(refused, large, at: .seconds(7)) == .ready)
        var tooLong = TrafficTable()
        _ = tooLong.arrive(guest(1, .verifier, large), at: .zero)
        _ = fail(&tooLong, 1, .rateLimited, retryAfter: .seconds(3600))
        #expect(standing(tooLong, large, .drafter, at: .seconds(100)) == .busy(for: .seconds(3500)))
        #expect(standing(tooLong, small, .drafter, at: .seconds(100)) == .ready)
        #expect(standing(tooLong, large, at: .seconds(100)) == .ready, "a verifier would rather be told")
        var failing = TrafficTable()
        for ticket in 1...CircuitBreaker.failures {
            _ = failing.arrive(guest(ticket, .verifier, large), at: .zero)
            _ = fail(&failing, ticket, .serverFault)
        }
        #expect(standing(failing, large, at: .zero) == .failing)
        #expect(standing(failing, large, at: CircuitBreaker.firstPause) == .ready)
    }

    @Test func whoAsksHowItWouldStandHearsWhatTheLineTakesOfTheQuotas() throws {
        var rated = TrafficTable(requestsPerMinute: 10)
        for ticket in 1...10 { _ = rated.arrive(guest(ticket, .verifier, large), at: .zero) }
        for ticket in 11...19 { _ = rated.arrive(guest(ticket, .verifier, large), at: .zero) }
        #expect(standing(rated, large, at: .zero) == .occupied(for: .seconds(60), turns: 0))
        _ = rated.arrive(guest(20, .verifier, small), at: .zero)
        #expect(standing(rated, large, at: .zero) == .occupied(for: .seconds(120), turns: 0))
        var metered = TrafficTable(tokensPerMinute: 1000)
        for ticket in 1...20 { _ = metered.arrive(guest(ticket, .verifier, large), at: .zero) }
        #expect(standing(metered, large, at: .zero) == .occupied(for: .seconds(120), turns: 0))
        var told = TrafficTable()
        _ = told.arrive(guest(1, .verifier, large), at: .zero)
        _ = told.replied(1, try report(0, of: 60), at: .zero)
        for ticket in 2...6 { _ = told.arrive(guest(ticket, .verifier, large), at: .zero) }
        #expect(standing(told, large, at: .zero) == .occupied(for: .seconds(6), turns: 0))
    }

    @Test func whoWaitsForAPlaceOfAnotherModelIsNotInTheWay() {
        var table = TrafficTable(capacity: 10)
        for (first, model) in [(1, small), (11, large)] {
            for ticket in first...first + 1 { _ = table.arrive(guest(ticket, .verifier, model), at: .zero) }
            #expect(fail(&table, first, .rateLimited) == [], "one may be open, and is")
        }
        for ticket in 3...6 { #expect(table.arrive(guest(ticket, .verifier, small), at: .zero) == []) }
        #expect(standing(table, small, at: .zero) == .occupied(for: .zero, turns: 5))
        #expect(standing(table, large, at: .zero) == .occupied(for: .zero, turns: 1))
    }

    @Test func manyCallsSpreadOverTwoEndpointsThatOnlyQuotasLimit() throws {
        var tables = [large: TrafficTable(requestsPerMinute: 10), small: TrafficTable(requestsPerMinute: 10)]
        for ticket in 1...100 {
            let candidates = try [large, small].map { model in
                EndpointChoice.Candidate(
                    model: Model(id: model), standing: standing(try #require(tables[model]), model, at: .zero))
            }
            let order = EndpointChoice().order(
                candidates, by: .latency, evading: true, need: .call, at: .zero, on: UTCInstant(milliseconds: 0))
            let first = try #require(order.first).id
            _ = tables[first]?.arrive(guest(ticket, .verifier, first), at: .zero)
        }
        #expect(tables.values.map(\.running.count) == [10, 10])
        #expect(tables.values.map(\.waiting.count) == [40, 40])
    }

    // MARK: - Refusals

    @Test func aRefusalPausesItsModelAndNoOther() {
        var table = TrafficTable()
        for ticket in 1...5 { _ = table.arrive(guest(ticket, .verifier, large), at: .zero) }
        _ = fail(&table, 1, .rateLimited, retryAfter: .seconds(7))
        _ = fail(&table, 2, .rateLimited, retryAfter: .seconds(3))
        #expect(table.flows[large]?.limit.most == 4, "five were open, and one episode cuts once")
        #expect(table.arrive(guest(6, .verifier, large), at: .seconds(4)) == [])
        #expect(table.arrive(guest(7, .verifier, small), at: .seconds(4)) == [.admit(7)])
        #expect(table.nextChange(for: 6, at: .seconds(4)) == .seconds(7))
        #expect(table.tick(at: .seconds(7)) == [.admit(6)])
        #expect(table.arrive(guest(8, .verifier, large), at: .seconds(7)) == [], "four of them are open")
    }

    @Test func aDraftYieldsAlsoWhereTheProviderSetsTheLimit() {
        var table = TrafficTable()
        _ = table.arrive(guest(1, .verifier, large), at: .zero)
        _ = table.arrive(guest(2, .drafter, large), at: .zero)
        _ = fail(&table, 1, .rateLimited)
        #expect(table.flows[large]?.limit.most == 1)
        #expect(table.arrive(guest(3, .verifier, large), at: .zero) == [.yield(2)])
        #expect(table.leave(2, at: .zero) == [.admit(3)])
    }

    @Test func anOverloadedProviderIsNoReasonForFewerCalls() {
        var table = TrafficTable()
        for ticket in 1...4 { _ = table.arrive(guest(ticket, .verifier, large), at: .zero) }
        _ = fail(&table, 1, .overloaded, retryAfter: .seconds(5))
        #expect(table.flows[large]?.limit.most == nil)
        #expect(table.arrive(guest(5, .verifier, large), at: .zero) == [.admit(5)])
    }

    @Test func aWaitThatNobodySitsOutKeepsDraftsAwayAllTheSame() {
        var table = TrafficTable()
        _ = table.arrive(guest(1, .verifier, large), at: .zero)
        _ = fail(&table, 1, .rateLimited, retryAfter: .seconds(3600))
        #expect(table.arrive(guest(2, .verifier, large), at: .zero) == [.admit(2)], "it would rather be told")
        _ = table.leave(2, at: .zero)
        #expect(table.arrive(guest(3, .drafter, large), at: .seconds(100)) == [])
        #expect(table.nextChange(for: 3, at: .seconds(100)) == .seconds(3600))
    }

    @Test func withoutMoneyDraftsStopAndVerifiersGoOn() {
        var table = TrafficTable(capacity: 2)
        _ = table.arrive(guest(1, .verifier, large), at: .zero)
        _ = table.arrive(guest(2, .drafter, small), at: .zero)
        #expect(table.arrive(guest(3, .drafter, small), at: .zero) == [])
        #expect(fail(&table, 1, .outOfMoney) == [.refuse(3, .outOfMoney("it went wrong"))])
        #expect(table.arrive(guest(4, .drafter, large), at: .seconds(1)) == [.refuse(4, .outOfMoney("it went wrong"))])
        #expect(table.arrive(guest(5, .verifier, large), at: .seconds(1)) == [.admit(5)])
        _ = table.leave(2, at: .seconds(1))
        #expect(table.arrive(guest(6, .drafter, small), at: TrafficTable.poverty) == [.admit(6)])
    }

    // MARK: - Endpoints that fail

    @Test func whileAnEndpointFailsNoDraftIsAskedOfItUntilOneTries() throws {
        var table = TrafficTable()
        for ticket in 1...CircuitBreaker.failures {
            _ = table.arrive(guest(ticket, .drafter, small), at: .zero)
            #expect(fail(&table, ticket, .serverFault) == [])
        }
        let effects = table.arrive(guest(10, .drafter, small), at: .zero)
        #expect(effects == [.refuse(10, .circuitOpen(failures: CircuitBreaker.failures, last: "it went wrong"))])
        #expect(table.arrive(guest(11, .drafter, large), at: .zero) == [.admit(11)], "the other model answers")
        let until = CircuitBreaker.firstPause
        #expect(table.arrive(guest(12, .drafter, small), at: until) == [.admit(12)])
        #expect(table.arrive(guest(13, .drafter, small), at: until) == [], "until the one that tries has an answer")
        #expect(table.succeeded(12, using: nil, at: until) == [.admit(13)])
    }

    @Test(arguments: [AgentRole.verifier, .scorer])
    func whoeverIsNoDraftGoesOnWithTheAttemptsThatItHas(role: AgentRole) throws {
        var table = TrafficTable()
        for ticket in 1...3 * CircuitBreaker.failures {
            #expect(table.arrive(guest(ticket, role, small), at: .zero) == [.admit(ticket)])
            #expect(fail(&table, ticket, .overloaded) == [])
        }
        #expect(table.arrive(guest(90, .drafter, small), at: .zero).count == 1, "but a draft is refused")
        _ = table.arrive(guest(91, role, small), at: .zero)
        _ = table.succeeded(91, using: nil, at: .zero)
        #expect(table.arrive(guest(92, .drafter, small), at: .zero) == [.admit(92)], "one answer is enough")
    }

    @Test func aModelWithoutMoneyIsNoFailingEndpoint() {
        var table = TrafficTable()
        for ticket in 1...9 {
            _ = table.arrive(guest(ticket, .verifier, large), at: .zero)
            _ = fail(&table, ticket, ticket.isMultiple(of: 2) ? .outOfMoney : .badRequest)
        }
        #expect(table.flows[large]?.breaker.state(at: .zero) == .closed)
    }
}
