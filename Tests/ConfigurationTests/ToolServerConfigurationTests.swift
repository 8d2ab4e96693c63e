import Backends
import Configuration
import MCP
import Planning
import Testing

struct ToolServerConfigurationTests {
    private func servers(_ user: String, system: String? = nil) throws -> [ToolServer] {
        let sandbox = try Sandbox()
        try sandbox.write(user: user, system: system)
        return try sandbox.load().mcp.servers
    }

    private func complaint(_ servers: String) throws -> String? {
        let sandbox = try Sandbox()
        try sandbox.write(user: "mcp:\n  servers:\n    \(servers)")
        return sandbox.complaint()?.replacing("/home/.config/outrider/config.yaml:", with: "")
    }

    @Test func aProgramAndAnAddressAreReadWithAllTheirKeys() throws {
        let found = try servers(
            """
            mcp:
              servers:
                time:
                  command: [./server, --zone, UTC]
                  env: [TZ, my_token]
                  timeout: 5s
                  start_timeout: 1m
                  trusted: true
                  effects: {now: pure, set: destructive, touch: idempotent, peek: read-only}
                web:
                  url: https://tools.example/mcp
                  headers: {X-Team: blue}
                  key_command: pass show tools
            """)
        #expect(found.map(\.server.name) == ["time", "web"])
        guard case .program(let command, let folder, let variables) = found[0].server.place else {
            Issue.record("no program")
            return
        }
        #expect(command.dropFirst() == ["--zone", "UTC"])
        #expect(command[0].hasSuffix("/home/.config/outrider/server"))
        #expect(folder.hasSuffix("/home/.config/outrider"))
        #expect(variables == ["TZ", "my_token"])
        #expect(found[0].server.timeout == .seconds(5))
        #expect(found[0].server.startTimeout == .seconds(60))
        #expect(found[0].server.trust.believesAnnotations)
        #expect(
            found[0].server.trust.effects == [
                "now": .pure, "set": .destructive, "touch": .idempotent, "peek": .readOnly,
            ])
        #expect(found[1].server.place == .address(url: "https://tools.example/mcp", headers: ["X-Team": "blue"]))
        #expect(found[1].key == .command("pass show tools"))
        #expect(!found[1].server.trust.believesAnnotations)
    }

    @Test func anEntryTakesThePlaceOfAWeakerOneAsAWhole() throws {
        let found = try servers(
            "mcp: {servers: {a: {command: [mine]}}}",
            system: "mcp: {servers: {a: {command: [theirs], trusted: true, effects: {x: pure}}, b: {command: [b]}}}")
        #expect(found.map(\.server.name) == ["a", "b"])
        #expect(found[0].server.trust == ServerTrust())
    }

    @Test func noServersAreNone() throws {
        for text in ["", "mcp:", "mcp: {}", "mcp: {servers: }", "mcp: {servers: {}}"] {
            #expect(try servers(text).isEmpty)
        }
    }

    @Test(
        arguments: [
            ("a: {}", "nobody says where the server is"),
            ("a: {command: [x], url: 'http://h/'}", "there are a command and a url"),
            ("a: {command: []}", "there is no program"),
            ("a: {command: [x], headers: {X: y}}", "“headers” is for a server behind an address"),
            ("a: {url: 'http://h/', env: [TZ]}", "“env” is for a program"),
            ("a: {url: 'ftp://h/'}", "is no http or https address"),
            ("a: {url: 'http://h/', key_env: A, key_file: b}", "there is another source of the key already"),
            ("a: {command: [x], env: ['TZ=UTC']}", "this is no name of a variable"),
            ("a: {command: [x], trusted: perhaps}", "mcp.servers.a.trusted"),
            ("a: {command: [x], effects: {t: harmless}}", "“harmless” is not known"),
            ("a: {command: [x], effects: {t: confined}}", "nobody can take a snapshot of what a server changes"),
            ("a: {command: [x], timeout: 0s}", "no time at all is too short"),
            ("a: {command: [x], trust: true}", "the key “trust” is not known (did you mean “trusted”?)"),
            ("a__b: {command: [x]}", "this cannot be a server's name"), ("_a: {command: [x]}", "this cannot be"),
            ("a_: {command: [x]}", "this cannot be"), ("a.b: {command: [x]}", "this cannot be"),
            ("a123456789012345678901234: {command: [x]}", "this cannot be"),
        ])
    func whatIsWrongIsTold(text: String, problem: String) throws {
        let complaint = try #require(try complaint(text))
        #expect(complaint.hasPrefix("3: mcp.servers."), "\(complaint)")
        #expect(complaint.contains(problem), "\(complaint)")
    }

    @Test(
        arguments: [
            "a: sk-hunter2", "a: {url: 'http://h/', key: sk-hunter2}", "a: {url: 'http://h/', key_env: sk-hunter2}",
            "a: {url: 'http://h/', headers: Bearer hunter2}", "a: {url: 'http://h/', headers: {X: \"hunter2\\nY: z\"}}",
            "a: {url: 'http://:hunter2@/v1'}", "a: {command: [x], env: ['TOKEN=hunter2']}",
        ])
    func noErrorShowsWhatMayBeAKey(text: String) throws {
        let complaint = try #require(try complaint(text))
        #expect(!complaint.contains("hunter2"), "\(complaint)")
    }

    @Test func theListingShowsOriginsAndNoSecret() throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            user: """
                mcp:
                  servers:
                    web:
                      url: https://me:hunter2@tools.example/mcp?key=hunter2
                      headers: {Authorization: Bearer hunter2}
                      key_command: echo hunter2
                    time: {command: [/bin/time, hunter2], env: [TZ], effects: {now: pure}, trusted: true}
                """)
        let file = "/home/.config/outrider/config.yaml"
        let listing = try sandbox.load().lines.filter { $0.key.hasPrefix("mcp.") }.map { line in
            "\(line.key) = \(line.text) (\(line.origin))".replacing(sandbox.root, with: "")
        }
        #expect(
            listing == [
                "mcp.servers.time.command = /bin/time and 1 argument (\(file):7)",
                "mcp.servers.time.env = TZ (\(file):7)", "mcp.servers.time.effects.now = pure (\(file):7)",
                "mcp.servers.time.trusted = true (\(file):7)",
                "mcp.servers.web.url = https://tools.example/mcp (\(file):4)",
                "mcp.servers.web.headers.Authorization = (not shown) (\(file):5)",
                "mcp.servers.web.key_command = (a command, not shown) (\(file):6)",
            ])
    }
}
