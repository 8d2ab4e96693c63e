import Planning
import Testing

@testable import MCP

struct NegotiationTests {
    private typealias Event = Negotiation.Event
    private typealias Step = Negotiation.Step

    private static func unsupported(_ versions: [String]?) -> Event {
        let data = versions.map { JSONValue.object(["supported": .array($0.map { .string($0) })]) }
        return .failed(RPCError(code: RPCError.unsupportedVersion, message: "unsupported", data: data))
    }

    private static func discovered(_ versions: [String]) -> Event {
        .answered(["supportedVersions": .array(versions.map { .string($0) }), "capabilities": ["tools": [:]]])
    }

    private static func greeted(_ version: String) -> Event {
        .answered(["protocolVersion": .string(version), "capabilities": ["tools": [:]]])
    }

    /// What is sent and how it ends, such as `discover 2026-07-28, initialize 2025-11-25, agreed 2024-11-05`.
    private func course(of events: [Event]) -> String {
        var negotiation = Negotiation()
        var words = [word(negotiation.first)]
        for event in events { words.append(word(negotiation.step(event))) }
        return words.joined(separator: ", ")
    }

    private func word(_ step: Step) -> String {
        switch step {
        case .discover(let version): "discover \(version)"
        case .initialize(let version): "initialize \(version)"
        case .agreed(let agreement): "agreed \(agreement.dialect)"
        case .failed(let error): "failed \(error.code.rawValue)"
        }
    }

    @Test func aModernServerIsFoundAtOnce() {
        #expect(
            course(of: [Self.discovered(["2026-07-28", "2025-11-25"])]) == "discover 2026-07-28, agreed 2026-07-28")
    }

    @Test(
        arguments: [
            .timedOut, .rejected(status: 404), .answered([:]), .answered("?"), .answered(["supportedVersions": "x"]),
            .failed(RPCError(code: -32601, message: "no")), .failed(RPCError(code: -32602, message: "no")),
            .failed(RPCError(code: 0, message: "")), unsupported(nil), unsupported([]),
            discovered(["2025-11-25", "2024-11-05"]), unsupported(["2025-11-25"]),
        ] as [Negotiation.Event])
    func whateverElseComesTheHandshakeIsTried(event: Negotiation.Event) {
        #expect(
            course(of: [event, Self.greeted("2025-06-18")])
                == "discover 2026-07-28, initialize 2025-11-25, agreed 2025-06-18")
    }

    @Test(arguments: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
    func theServerChoosesAmongTheHandshakesVersions(version: String) {
        #expect(
            course(of: [.timedOut, Self.greeted(version)])
                == "discover 2026-07-28, initialize 2025-11-25, agreed \(version)")
    }

    @Test func anOlderVersionThatTheServerNamesIsOffered() {
        #expect(
            course(of: [Self.unsupported(["2025-03-26"]), Self.greeted("2025-03-26")])
                == "discover 2026-07-28, initialize 2025-03-26, agreed 2025-03-26")
        let refusal = RPCError(code: -32602, message: "Unsupported", data: ["supported": ["2024-11-05"]])
        #expect(
            course(of: [.timedOut, .failed(refusal), Self.greeted("2024-11-05")])
                == "discover 2026-07-28, initialize 2025-11-25, initialize 2024-11-05, agreed 2024-11-05")
    }

    @Test func aServerThatWasOnlySlowIsAskedOnceMore() {
        #expect(
            course(of: [.timedOut, Self.unsupported(["2026-07-28"]), Self.discovered(["2026-07-28"])])
                == "discover 2026-07-28, initialize 2025-11-25, discover 2026-07-28, agreed 2026-07-28")
    }

    @Test func aServerOfAnotherTimeIsToldApart() {
        #expect(course(of: [Self.discovered(["2031-01-01"])]) == "discover 2026-07-28, failed unsupported")
        #expect(course(of: [Self.unsupported(["2031-01-01"])]) == "discover 2026-07-28, failed unsupported")
        #expect(
            course(of: [.timedOut, Self.greeted("2031-01-01")])
                == "discover 2026-07-28, initialize 2025-11-25, failed unsupported")
    }

    @Test func aHandshakeThatFailsIsToldWhy() {
        let begin = "discover 2026-07-28, initialize 2025-11-25, "
        #expect(course(of: [.timedOut, .timedOut]) == begin + "failed timed-out")
        #expect(course(of: [.timedOut, .rejected(status: 405)]) == begin + "failed unsupported")
        #expect(course(of: [.timedOut, .answered([:])]) == begin + "failed malformed")
        #expect(course(of: [.timedOut, .failed(RPCError(code: 1, message: "go away"))]) == begin + "failed refused")
    }

    /// Every server there could be, by what it answers to each request, comes to an end.
    @Test func everyCourseOfEventsEndsAfterFewRequests() {
        let events: [Event] = [
            .timedOut, .rejected(status: 400), .answered([:]), Self.discovered(["2026-07-28"]),
            Self.discovered(["2025-06-18"]), Self.greeted("2025-11-25"), Self.greeted("2026-07-28"),
            Self.greeted("1999-01-01"), .failed(RPCError(code: -32601, message: "no")), Self.unsupported(nil),
            Self.unsupported(["2026-07-28"]), Self.unsupported(["2024-11-05"]), Self.unsupported(["1999-01-01"]),
            Self.unsupported(["2026-07-28", "2025-11-25"]),
        ]
        var courses = 0
        func explore(_ negotiation: Negotiation, requests: Int) {
            guard requests <= 6 else {
                Issue.record("a server is asked more than six times")
                return
            }
            for event in events {
                var next = negotiation
                switch next.step(event) {
                case .discover, .initialize: explore(next, requests: requests + 1)
                case .agreed(let agreement):
                    let isKnown = (ProtocolVersion.stateless + ProtocolVersion.handshake).contains(
                        agreement.dialect.version)
                    #expect(isKnown)
                    courses += 1
                case .failed: courses += 1
                }
            }
        }
        explore(Negotiation(), requests: 1)
        #expect(courses > 100)
    }

    @Test func theServersNameIsFoundInEitherPlaceAndCutToALine() {
        let dialect = Dialect.stateless(version: "2026-07-28")
        let info: JSONValue = ["name": "a\nb", "version": "1"]
        #expect(Agreement(dialect, ["serverInfo": info]).serverName == "a b 1")
        #expect(Agreement(dialect, ["_meta": ["io.modelcontextprotocol/serverInfo": info]]).serverName == "a b 1")
        #expect(Agreement(dialect, [:]).serverName == nil)
        let long = Agreement(dialect, ["serverInfo": ["name": .string(String(repeating: "x", count: 999))]])
        #expect(long.serverName?.count == 100)
    }
}
