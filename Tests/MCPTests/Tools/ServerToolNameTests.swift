import Testing

@testable import MCP

struct ServerToolNameTests {
    @Test func aToolIsCalledByItsServerAndItsName() {
        #expect(ServerToolName.name(of: "read_file", at: "git") == "git__read_file")
        #expect(ServerToolName.server(of: "git__read_file") == "git")
        #expect(ServerToolName.server(of: "my_git-2__a__b") == "my_git-2")
        #expect(ServerToolName.server(of: "read_file") == nil)
        #expect(ServerToolName.server(of: "__read") == nil)
    }

    @Test func everyNameIsOneThatProvidersTake() {
        let long = String(repeating: "x", count: 128)
        for tool in ["a.b", "a/b", "a b", "ä", "a.b.c", long, long + "y", "", "日本"] {
            let name = ServerToolName.name(of: tool, at: "server")
            #expect(name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil, "\(name)")
            #expect(ServerToolName.server(of: name) == "server")
        }
    }

    @Test func namesThatAreSpelledAlikeAreStillTwo() {
        let names = ["a.b", "a/b", "a_b", "a b"].map { ServerToolName.name(of: $0, at: "s") }
        #expect(Set(names).count == 4)
        #expect(names[2] == "s__a_b")
        #expect(names[0].hasPrefix("s__a_b_"))
    }
}
