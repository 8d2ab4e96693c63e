import Planning
import PlanningTesting
import Testing

struct MeteredCallTests {
    private let meter = RecordingMeter()
    private let clock = SkippingClock()
    private let reported = Usage(freshInput: 12, cacheRead: 4, output: 5, provenance: .reported)

    private func call(
        _ backend: ScriptedBackend, meter: RecordingMeter? = nil, estimator: SharedUsageEstimator = .init()
    ) -> MeteredCall {
        MeteredCall(
            backend: backend, meter: meter ?? self.meter, purpose: "action", endpoint: "http://127.0.0.1/v1",
            estimator: estimator, stopwatch: Stopwatch(clock))
    }

    private func scripted(_ steps: [ScriptedBackend.Step]) -> ScriptedBackend {
        ScriptedBackend(clock: clock, [steps])
    }

    @Test func aFinishedCallIsSettledWithWhatWasReported() async throws {
        let request = Sample.request()
        let response = try await call(scripted(.says("Stack", " b.", usage: reported))).run(request)
        #expect(response == ModelResponse(text: "Stack b.", usage: reported))
        let settlement = try #require(meter.settlements.first)
        #expect(meter.settlements.count == 1)
        #expect(settlement.outcome == .finished)
        #expect(settlement.usage == reported)
        #expect(settlement.cost == Sample.price.cost(of: reported))
        #expect(settlement.response == "Stack b.")
        let announcement = try #require(meter.announcements.first)
        #expect(announcement.model == "openai/gpt-4.1-mini")
        #expect(announcement.purpose == "action")
        #expect(announcement.endpoint == "http://127.0.0.1/v1")
        #expect(announcement.reservation == UsageEstimator().reservation(for: request))
        #expect(meter.firstTokens == [CallID(1)])
    }

    @Test func aCompleteAnswerWithoutUsageIsEstimated() async throws {
        let response = try await call(scripted(.says("12345678"))).run(Sample.request())
        #expect(response.usage.provenance == .estimated)
        #expect(response.usage.output == 2)
        #expect(response.usage.input == UsageEstimator().promptTokens(of: Sample.request()))
    }

    @Test func aCutAnswerIsSettledAsEstimated() async throws {
        let error = await #expect(throws: BackendError.self) {
            try await call(scripted(.cut(after: "12345678"))).run(Sample.request())
        }
        #expect(error?.code == .cutMidStream)
        let settlement = try #require(meter.settlements.first)
        #expect(settlement.outcome == .failed)
        #expect(settlement.usage.provenance == .estimated)
        #expect(settlement.usage.output == 2)
        #expect(settlement.cost == Sample.price.cost(of: settlement.usage))
        #expect(settlement.error?.contains("the connection was lost") == true)
        #expect(settlement.response == "12345678")
    }

    @Test func anAnswerThatJustEndsIsACut() async throws {
        let error = await #expect(throws: BackendError.self) {
            try await call(scripted([.event(.accepted(requestID: "r7")), .event(.text("half"))])).run(Sample.request())
        }
        #expect(error?.code == .cutMidStream)
        #expect(meter.settlements.map(\.outcome) == [.failed])
        #expect(meter.settlements.first?.requestID == "r7")
    }

    @Test func whatWasReportedOnTheWayIsExactAndTheRestEstimated() async throws {
        let steps: [ScriptedBackend.Step] = [
            .event(.accepted(requestID: nil)), .event(.text("abc")),
            .event(.usage(Usage(freshInput: 57, output: 4, provenance: .reported), raw: "{}")),
            .event(.text("12345678")), .fail(BackendError(.cutMidStream, "cut")),
        ]
        await #expect(throws: BackendError.self) { try await call(scripted(steps)).run(Sample.request()) }
        let usage = try #require(meter.settlements.first?.usage)
        #expect(usage == Usage(freshInput: 57, output: 6, provenance: .estimated))
    }

    @Test func whatIsReasonedOutOfSightIsPaidForByTheTimeItTook() async throws {
        let estimator = SharedUsageEstimator()
        // Ten tokens a second, of which one in ten can be seen.
        estimator.learn(
            from: Usage(freshInput: 57, output: 100, provenance: .reported), of: Sample.request(), seen: 10,
            duration: .seconds(10))
        let steps: [ScriptedBackend.Step] = [
            .event(.accepted(requestID: nil)),
            .event(.usage(Usage(freshInput: 57, output: 1, provenance: .reported), raw: "{}")), .wait(.seconds(4)),
            .event(.text("12345678")), .fail(BackendError(.cutMidStream, "cut")),
        ]
        await #expect(throws: BackendError.self) {
            try await call(scripted(steps), estimator: estimator).run(Sample.request())
        }
        #expect(meter.settlements.first?.usage == Usage(freshInput: 57, output: 40, provenance: .estimated))
    }

    @Test func manySmallPiecesAreAtLeastOneTokenEach() async throws {
        let pieces = "a b c d e".split(separator: " ").map { ScriptedBackend.Step.event(.text(String($0))) }
        await #expect(throws: BackendError.self) {
            try await call(scripted(pieces + [.fail(BackendError(.cutMidStream, "cut"))])).run(Sample.request())
        }
        #expect(meter.settlements.first?.usage.output == 5)
    }

    @Test func aToolCallThatIsCutOffIsPaidFor() async throws {
        let steps: [ScriptedBackend.Step] = [
            .event(.accepted(requestID: nil)), .event(.toolCallPiece(bytes: 40)),
            .fail(BackendError(.cutMidStream, "cut")),
        ]
        await #expect(throws: BackendError.self) { try await call(scripted(steps)).run(Sample.request()) }
        #expect(meter.settlements.first?.usage.output == 10)
        #expect(meter.firstTokens.count == 1)
    }

    @Test func aToolCallInPiecesIsNotCountedTwice() async throws {
        let whole = ToolCall(id: "p", name: "stack", arguments: #"{"block":"b"}"#)
        let steps: [ScriptedBackend.Step] = [
            .event(.toolCallPiece(bytes: 18)), .event(.toolCall(whole)), .event(.finished(.toolCalls)),
        ]
        let response = try await call(scripted(steps)).run(Sample.request())
        #expect(response.toolCalls == [whole])
        #expect(response.usage.output == 5)
        #expect(meter.settlements.first?.response == #"stack {"block":"b"}"#)
    }

    @Test(arguments: [
        BackendError.Code.rateLimited, .outOfMoney, .overloaded, .serverFault, .loading, .tooLarge, .badRequest,
        .missingKey, .unauthorized, .unknownModel, .unreachable, .untrustedCertificate,
    ])
    func whatTheProviderRefusedCostsNothing(code: BackendError.Code) async throws {
        await #expect(throws: BackendError.self) {
            try await call(scripted(.fails(BackendError(code, "no", requestID: "r9")))).run(Sample.request())
        }
        let settlement = try #require(meter.settlements.first)
        #expect(settlement.usage == .zero)
        #expect(settlement.cost == .zero)
        #expect(settlement.requestID == "r9")
    }

    @Test func aTimeoutMayHaveCostThePrompt() async throws {
        await #expect(throws: BackendError.self) {
            try await call(scripted(.fails(BackendError(.timedOut, "slow")))).run(Sample.request())
        }
        let usage = try #require(meter.settlements.first?.usage)
        #expect(usage.input > 0 && usage.output == 0 && usage.provenance == .estimated)
    }

    @Test func aRetryStartsTheAnswerAnew() async throws {
        let steps: [ScriptedBackend.Step] = [
            .event(.accepted(requestID: "first")), .event(.text("lost")), .event(.retrying(attempt: 2, reason: "500")),
            .event(.accepted(requestID: "second")), .event(.text("kept")), .event(.usage(reported, raw: nil)),
            .event(.finished(.stop)),
        ]
        let response = try await call(scripted(steps)).run(Sample.request())
        #expect(response.text == "kept")
        #expect(response.requestID == "second")
        #expect(meter.settlements.first?.attempts == 2)
        #expect(meter.firstTokens.count == 1)
    }

    @Test func aCallIsChargedByTheRowOfItsTimeAndTheRecordSaysWhich() async throws {
        var request = Sample.request()
        let id = request.model.id
        func row(_ input: Int64, _ from: String, _ rules: [PriceRule] = []) -> PriceRow {
            PriceRow(
                model: id, price: Price(input: input, output: 0), rules: rules, from: UTCInstant(from),
                source: "\(input)")
        }
        let batch = PriceRule(service: "batch", factor: 500_000)
        let rows = [row(1_000_000, "2026-01-01", [batch]), row(3_000_000, "2026-03-01", [batch])]
        request.model.tariff = Tariff(rows)
        var usage = reported
        usage.serviceTier = "batch"
        for (time, expected) in [("2026-02-28T23:59:59Z", rows[0]), ("2026-03-01", rows[1])] {
            let meter = RecordingMeter(now: UTCInstant(time))
            _ = try await call(scripted(.says("Stack b.", usage: usage)), meter: meter).run(request)
            let settlement = try #require(meter.settlements.first)
            let price = try #require(settlement.price)
            #expect(price.source == expected.source && price.from == expected.from)
            #expect(price.conditions == ["service batch"])
            #expect(settlement.cost == price.price.cost(of: usage))
            #expect(price.price.input == expected.price.input / 2)
            // On the day before, the dearer row counts already: the call may last until then.
            #expect(
                meter.announcements.first?.reservation
                    == UsageEstimator().reservation(for: request, at: UTCInstant("2026-03-01")))
        }
        let early = RecordingMeter(now: UTCInstant("2025-12-31"))
        _ = try await call(scripted(.says("Stack b.", usage: usage)), meter: early).run(request)
        let settlement = try #require(early.settlements.first)
        #expect(settlement.cost == nil && settlement.price == nil, "not known is not nothing")
    }

    @Test func whatTheProviderChargesStandsAboveThePriceTable() async throws {
        let steps: [ScriptedBackend.Step] = [
            .event(.text("a")), .event(.usage(reported, raw: nil)), .event(.charged(Money(nanodollars: 7))),
            .event(.finished(.stop)),
        ]
        _ = try await call(scripted(steps)).run(Sample.request())
        #expect(meter.settlements.first?.cost == Money(nanodollars: 7))
    }

    @Test func anUnknownPriceIsAnUnknownCost() async throws {
        var request = Sample.request()
        request.model.price = nil
        _ = try await call(scripted(.says("a", usage: reported))).run(request)
        #expect(meter.announcements.first?.reservation == nil)
        #expect(meter.settlements.first?.cost == nil)
    }

    @Test func hoursArePaidForAsLongAsTheCallTook() async throws {
        var request = Sample.request()
        request.model.price = nil
        request.model.hourlyRate = Money(nanodollars: 3_600_000_000_000)
        _ = try await call(scripted(.says("a", usage: reported, pause: .seconds(3)))).run(request)
        #expect(meter.settlements.first?.cost == Money(nanodollars: 3_000_000_000))
    }

    @Test func whatAGuessHasSparedIsBookedBesideWhatTheCallTook() async throws {
        var request = Sample.request()
        request.model.price = nil
        request.model.hourlyRate = Money(nanodollars: 3_600_000_000_000)
        let steps: [ScriptedBackend.Step] = [
            .event(.text("a")), .wait(.seconds(3)), .event(.spared(.seconds(4))), .event(.usage(reported, raw: nil)),
            .event(.finished(.stop)),
        ]
        _ = try await call(scripted(steps)).run(request)
        let settlement = try #require(meter.settlements.first)
        #expect(settlement.cost == Money(nanodollars: 3_000_000_000))
        #expect(settlement.unaided == .init(duration: .seconds(7), cost: Money(nanodollars: 7_000_000_000)))
    }

    @Test func withoutMoneyNothingIsSent() async throws {
        let poor = RecordingMeter(limit: Money(nanodollars: 1))
        let backend = scripted(.says("a"))
        await #expect(throws: LimitReached.self) { try await call(backend, meter: poor).run(Sample.request()) }
        #expect(backend.requests.isEmpty)
        #expect(poor.settlements.isEmpty)
    }

    @Test func aCallThatIsCancelledIsSettledAsCancelled() async throws {
        let manual = HeldClock()
        let backend = ScriptedBackend(
            clock: manual, [.says("12345678", usage: reported, pause: nil).dropLast(2) + [.wait(.seconds(60))]])
        let call = call(backend)
        let task = Task { try await call.run(Sample.request()) }
        await manual.firstSleep()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let settlement = try #require(meter.settlements.first)
        #expect(meter.settlements.count == 1)
        #expect(settlement.outcome == .cancelled)
        #expect(settlement.usage.provenance == .estimated)
        #expect(settlement.usage.output == 2)
        #expect(settlement.error == nil)
        #expect(backend.dropped == 1)
    }

    @Test func aTaskThatIsAlreadyCancelledMakesNoCall() async throws {
        let backend = scripted(.says("a"))
        let call = call(backend)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await call.run(Sample.request())
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(meter.announcements.isEmpty)
        #expect(backend.requests.isEmpty)
    }

    @Test func callsLearnFromEachOther() async throws {
        let estimator = SharedUsageEstimator()
        let request = Sample.request(String(repeating: "x", count: 584))
        let usage = Usage(freshInput: 200, output: 1, provenance: .reported)
        _ = try await call(scripted(.says("a", usage: usage)), estimator: estimator).run(request)
        #expect(estimator.current.bytesPerToken(of: Sample.model.id) == 3)
        #expect(estimator.current.promptTokens(of: request) == 200)
    }

    @Test func everyWayOutSettlesOnce() async throws {
        let whole: [ScriptedBackend.Step] = [
            .event(.accepted(requestID: nil)), .event(.reasoning("hm")), .event(.text("a")),
            .event(.toolCallPiece(bytes: 3)), .event(.usage(reported, raw: nil)), .event(.finished(.stop)),
        ]
        for length in 0...whole.count {
            for failure in [nil, BackendError.Code.cutMidStream, .serverFault, .timedOut] {
                let meter = RecordingMeter(limit: Money(nanodollars: 1_000_000_000))
                let ending = failure.map { [ScriptedBackend.Step.fail(BackendError($0, "x"))] } ?? []
                _ = try? await call(scripted(whole.prefix(length) + ending), meter: meter).run(Sample.request())
                #expect(meter.settlements.count == 1)
                #expect(meter.current.budget.reserved == .zero)
                #expect(meter.current.budget.spent.cost >= .zero)
            }
        }
    }
}
