import Testing

@testable import Configuration

struct PlacesTests {
    @Test func filesGoWhereTheXDGRulesSay() throws {
        let places = try Places(environment: ["HOME": "/home/ann"])
        #expect(places.configFile == "/home/ann/.config/outrider/config.yaml")
        #expect(places.keys == "/home/ann/.config/outrider/keys")
        #expect(places.agents == "/home/ann/.config/outrider/agents")
        #expect(places.database == "/home/ann/.local/share/outrider/outrider.db")
        #expect(places.state == "/home/ann/.local/state/outrider")
        #expect(places.cache == "/home/ann/.cache/outrider")
    }

    @Test func absoluteXDGVariablesMoveFilesAndRelativeOnesDoNot() throws {
        let places = try Places(environment: [
            "HOME": "/home/ann", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "",
            "XDG_CACHE_HOME": "/k",
        ])
        #expect(places.config == "/c/outrider")
        #expect(places.data == "/home/ann/.local/share/outrider")
        #expect(places.state == "/home/ann/.local/state/outrider")
        #expect(places.cache == "/k/outrider")
    }

    @Test func oneVariableMovesEverything() throws {
        for environment in [
            ["OUTRIDER_HOME": "/o", "HOME": "/home/ann", "XDG_CONFIG_HOME": "/c"], ["OUTRIDER_HOME": "/o"],
        ] {
            let places = try Places(environment: environment)
            #expect(
                [places.configFile, places.agents, places.database, places.state, places.cache]
                    == ["/o/config.yaml", "/o/agents", "/o/data/outrider.db", "/o/state", "/o/cache"])
        }
    }

    @Test(
        arguments: [
            ([:], "HOME is not set"), (["HOME": ""], "HOME is not set"), (["HOME": "relative"], "HOME is not set"),
            (["HOME": "/h", "OUTRIDER_HOME": "here"], "OUTRIDER_HOME is “here”"),
        ] as [([String: String], String)])
    func aHomeThatIsNoneIsRefused(environment: [String: String], words: String) {
        let error = #expect(throws: ConfigurationError.self) { try Places(environment: environment) }
        #expect(error?.description.hasPrefix(words) == true)
    }

    @Test func pathsInFilesBeginAtHomeOrAtTheFile() throws {
        let places = try Places(environment: ["HOME": "/home/ann"])
        #expect(places.resolving("~", from: "/etc") == "/home/ann")
        #expect(places.resolving("~/keys/a", from: "/etc") == "/home/ann/keys/a")
        #expect(places.resolving("keys/a", from: "/etc") == "/etc/keys/a")
        #expect(places.resolving("/keys/a", from: "/etc") == "/keys/a")
    }
}
