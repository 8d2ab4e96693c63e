import Backends
import Configuration
import Foundation
import Planning
import Testing

struct PrecedenceTests {
    @Test func withoutAnyFileTheBuiltInValuesHold() throws {
        let sandbox = try Sandbox()
        let settings = try sandbox.load()
        #expect(settings.agent == Setting("blocksworld", .builtIn))
        #expect(settings.lambda == Setting(.lambda(.balanced), .builtIn))
        #expect(settings.strategy == Setting(.dsp, .builtIn))
        #expect(settings.scheduling == Setting(.continuous, .builtIn))
        #expect(settings.maxCost == Setting(Money(nanodollars: 1_000_000_000), .builtIn))
        #expect(settings.database == Setting("\(sandbox.home)/.local/share/outrider/outrider.db", .builtIn))
        #expect(settings.drafter == nil)
        #expect(settings.verifier == nil)
        #expect(settings.drafterStyle == nil)
        #expect(settings.verifierStyle == nil)
        #expect(settings.depth == nil)
        #expect(settings.maxSteps == nil)
        #expect(settings.maxTime == nil)
        #expect(settings.seed == nil)
        #expect(settings.network.proxy == nil)
        #expect(settings.network.noProxy.value == "localhost,127.0.0.1,::1")
        #expect(settings.tools.trusted.origin == .builtIn)
        #expect(settings.tools.allowPrivateAddresses == Setting(false, .builtIn))
        #expect(settings.catalogue == .builtIn)
        #expect(settings.files.isEmpty)
    }

    @Test func eachLayerHidesTheOnesBelowIt() throws {
        let sandbox = try Sandbox()
        try sandbox.write(system: "defaults:\n  lambda: 0.1")
        #expect(try sandbox.load().lambda.value.lambda(at: nil).value == 0.1)
        #expect(sandbox.origin(try sandbox.load().lambda) == "/etc/outrider/config.yaml:2")
        try sandbox.write(user: "defaults: {lambda: 0.2}")
        #expect(try sandbox.load().lambda.value.lambda(at: nil).value == 0.2)
        #expect(sandbox.origin(try sandbox.load().lambda) == "/home/.config/outrider/config.yaml:1")
        try sandbox.write(project: "\n\ndefaults:\n  lambda: 0.3")
        #expect(try sandbox.load().lambda.value.lambda(at: nil).value == 0.3)
        #expect(sandbox.origin(try sandbox.load().lambda) == "/home/work/outrider.yaml:4")
        let environment = ["OUTRIDER_LAMBDA": "0.4"]
        #expect(
            try sandbox.load(environment).lambda
                == Setting(.lambda(try #require(Lambda(0.4))), .environment("OUTRIDER_LAMBDA")))
        #expect(
            try sandbox.load().files.map { ($0 as NSString).lastPathComponent }
                == ["outrider.yaml", "config.yaml", "config.yaml"])
    }

    @Test func aLayerHidesOnlyWhatItSays() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: "defaults: {agent: math, depth: 2}", system: "defaults: {agent: openagi, seed: 9, depth: 5}",
            project: "defaults: {depth: 1}")
        let settings = try sandbox.load(["OUTRIDER_DEPTH": ""])
        #expect(settings.agent.value == "math")
        #expect(settings.depth?.value == 1)
        #expect(settings.seed?.value == 9)
    }

    @Test func theFileGivenWithConfigStandsForTheUsers() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "defaults: {agent: math, lambda: 0}", system: "defaults: {seed: 3}")
        try sandbox.write("defaults: {agent: openagi}", to: "home/work/mine.yaml")
        let settings = try sandbox.load(config: "mine.yaml")
        #expect(settings.agent.value == "openagi")
        #expect(settings.lambda == Setting(.lambda(.balanced), .builtIn))
        #expect(settings.seed?.value == 3)
    }

    @Test func theFileGivenWithConfigMustExist() throws {
        let complaint = try Sandbox().complaint(config: "~/none.yaml")
        #expect(
            complaint == "--config: there is no configuration file /home/none.yaml; check the path after --config")
    }

    @Test func theFirstSystemFileCounts() throws {
        let sandbox = try Sandbox()
        try sandbox.write("defaults: {seed: 2}", to: "etc/xdg/outrider/config.yaml")
        #expect(try sandbox.load().seed?.value == 2)
        try sandbox.write(system: "defaults: {agent: math}")
        #expect(try sandbox.load().seed == nil)
    }

    @Test func everyVariableIsRead() throws {
        let sandbox = try Sandbox()
        let settings = try sandbox.load([
            "OUTRIDER_AGENT": "assistant", "OUTRIDER_DRAFTER": "ollama/qwen2.5:7b",
            "OUTRIDER_VERIFIER": "openrouter/openai/gpt-4.1", "OUTRIDER_LAMBDA": "1", "OUTRIDER_DEPTH": "0",
            "OUTRIDER_STRATEGY": "draft-only", "OUTRIDER_SCHEDULING": "rounds", "OUTRIDER_MAX_STEPS": "12",
            "OUTRIDER_MAX_COST": "0.000000001", "OUTRIDER_MAX_TIME": "1h30m", "OUTRIDER_DATABASE": "here.db",
        ])
        #expect(settings.agent == Setting("assistant", .environment("OUTRIDER_AGENT")))
        #expect(
            settings.drafter
                == Setting(ModelID(provider: "ollama", name: "qwen2.5:7b"), .environment("OUTRIDER_DRAFTER")))
        #expect(
            settings.verifier
                == Setting(
                    ModelID(provider: "openrouter", name: "openai/gpt-4.1"), .environment("OUTRIDER_VERIFIER")))
        #expect(settings.lambda == Setting(.lambda(try #require(Lambda(1))), .environment("OUTRIDER_LAMBDA")))
        #expect(settings.depth == Setting(0, .environment("OUTRIDER_DEPTH")))
        #expect(settings.strategy == Setting(.draftOnly, .environment("OUTRIDER_STRATEGY")))
        #expect(settings.scheduling == Setting(.rounds, .environment("OUTRIDER_SCHEDULING")))
        #expect(settings.maxSteps == Setting(12, .environment("OUTRIDER_MAX_STEPS")))
        #expect(settings.maxCost == Setting(Money(nanodollars: 1), .environment("OUTRIDER_MAX_COST")))
        #expect(settings.maxTime == Setting(.seconds(5400), .environment("OUTRIDER_MAX_TIME")))
        #expect(settings.database == Setting("\(sandbox.work)/here.db", .environment("OUTRIDER_DATABASE")))
    }

    @Test func relativePathsBeginWhereTheyAreWritten() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                defaults: {agent: ./mine.yaml, database: ~/runs.db}
                tools: {root: "~", database: /data/./x.db}
                network: {ca_file: ca/../lab.pem}
                """)
        let settings = try sandbox.load()
        let folder = "\(sandbox.home)/.config/outrider"
        #expect(settings.agent.value == "\(folder)/mine.yaml")
        #expect(settings.database.value == "\(sandbox.home)/runs.db")
        #expect(settings.tools.root?.value == sandbox.home)
        #expect(settings.tools.database?.value == "/data/x.db")
        #expect(settings.network.caFile?.value == "\(folder)/ca/../lab.pem")
        try sandbox.write(project: "defaults: {agent: agents/ours.yaml}")
        #expect(try sandbox.load().agent.value == "\(sandbox.work)/agents/ours.yaml")
    }

    @Test func generalVariablesAreWeakerThanFiles() throws {
        let sandbox = try Sandbox()
        let environment = [
            "HTTPS_PROXY": "http://one:1", "https_proxy": "http://two:2", "NO_PROXY": "a.example",
            "SSL_CERT_FILE": "/ca.pem",
        ]
        var network = try sandbox.load(environment).network
        #expect(network.proxy == Setting(Secret("http://one:1"), .environment("HTTPS_PROXY")))
        #expect(network.noProxy == Setting("a.example", .environment("NO_PROXY")))
        #expect(network.caFile == Setting("/ca.pem", .environment("SSL_CERT_FILE")))
        network = try sandbox.load(["https_proxy": "two:2", "HTTPS_PROXY": ""]).network
        #expect(network.proxy == Setting(Secret("two:2"), .environment("https_proxy")))
        try sandbox.write(user: "network: {proxy: 'http://three:3', no_proxy: b.example, ca_file: /b.pem}")
        network = try sandbox.load(environment).network
        #expect(network.proxy?.value.exposed == "http://three:3")
        #expect(network.noProxy.value == "b.example")
        #expect(network.caFile?.value == "/b.pem")
    }

    @Test func anEmptyFileAndEmptySectionsSayNothing() throws {
        let sandbox = try Sandbox()
        try sandbox.write(user: "", system: "defaults:\nproviders:\nmodels:\nnetwork:\ntools:\n")
        #expect(try sandbox.load().lines.allSatisfy { $0.origin == .builtIn })
    }
}
