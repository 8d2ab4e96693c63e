import Planning
import Testing

@testable import MCP

struct ServerTrustTests {
    private static let hints: [Bool?] = [nil, false, true]

    private func annotations(_ readOnly: Bool?, _ destructive: Bool?, _ idempotent: Bool?, _ open: Bool?) -> JSONValue {
        var members: [String: JSONValue] = [:]
        members["readOnlyHint"] = readOnly.map { .bool($0) }
        members["destructiveHint"] = destructive.map { .bool($0) }
        members["idempotentHint"] = idempotent.map { .bool($0) }
        members["openWorldHint"] = open.map { .bool($0) }
        return .object(members)
    }

    /// All 81 combinations of hints that are there, false or missing, from a server that is trusted and one that is not.
    @Test func onlyReadOnlyToolsOfTrustedServersInAClosedWorldRunEarly() {
        for readOnly in Self.hints {
            for destructive in Self.hints {
                for idempotent in Self.hints {
                    for open in Self.hints {
                        let hints = ToolAnnotations(annotations(readOnly, destructive, idempotent, open))
                        let trusted = ServerTrust(believesAnnotations: true).standing(of: "t", hints)
                        #expect(trusted.mayRunEarly == (readOnly == true && open == false))
                        #expect(
                            trusted.effect
                                == (readOnly == true ? .readOnly : idempotent == true ? .idempotent : .destructive))
                        let stranger = ServerTrust().standing(of: "t", hints)
                        #expect(!stranger.mayRunEarly)
                        #expect(stranger.effect == .destructive)
                    }
                }
            }
        }
    }

    @Test(arguments: [nil, .null, [], "read-only", ["readOnlyHint": "true", "openWorldHint": 0]] as [JSONValue?])
    func hintsOfTheWrongKindClaimNothing(json: JSONValue?) {
        let hints = ToolAnnotations(json)
        #expect(hints == ToolAnnotations(nil))
        #expect(!hints.readOnly && hints.destructive && !hints.idempotent && hints.openWorld)
    }

    @Test(arguments: EffectClass.allCases) func theOperatorsWordStandsAboveAllHints(effect: EffectClass) {
        for isTrusted in [true, false] {
            let trust = ServerTrust(believesAnnotations: isTrusted, effects: ["t": effect])
            for hints in [ToolAnnotations(nil), ToolAnnotations(annotations(true, false, true, false))] {
                let standing = trust.standing(of: "t", hints)
                #expect(standing.effect == effect)
                #expect(standing.mayRunEarly == effect.mayRunEarly)
            }
        }
    }

    @Test func aReadOfTheOpenWorldRunsEarlyOnlyIfItIsListed() {
        let fetch = ToolAnnotations(annotations(true, nil, nil, true))
        #expect(!ServerTrust(believesAnnotations: true).standing(of: "fetch", fetch).mayRunEarly)
        let listed = ServerTrust(believesAnnotations: true, effects: ["fetch": .readOnly])
        #expect(listed.standing(of: "fetch", fetch).mayRunEarly)
        #expect(!listed.standing(of: "other", fetch).mayRunEarly)
    }
}
