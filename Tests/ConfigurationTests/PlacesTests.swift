@testable import Configuration
import Foundation
import Testing

struct PlacesTests {
    @Test func withoutVariablesEverythingIsBelowHome() {
        let places = Places(environment: [:], home: "/home/ada")
        #expect(places.userFile == "/home/ada/.config/outrider/config.yaml")
        #expect(places.keys == "/home/ada/.config/outrider/keys")
        #expect(places.agents == "/home/ada/.config/outrider/agents")
        #expect(places.database == "/home/ada/.local/share/outrider/outrider.db")
        #expect(places.state == "/home/ada/.local/state/outrider")
        #expect(places.cache == "/home/ada/.cache/outrider")
        #expect(places.systemFiles == ["/etc/outrider/config.yaml", "/etc/xdg/outrider/config.yaml"])
    }

    @Test func xdgVariablesMoveTheirOwnFolder() {
        let environment = [
            "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/k/",
            "XDG_CONFIG_DIRS": "/one:relative::/two",
        ]
        let places = Places(environment: environment, home: "/home/ada")
        #expect(places.userFile == "/c/outrider/config.yaml")
        #expect(places.keys == "/c/outrider/keys")
        #expect(places.database == "/d/outrider/outrider.db")
        #expect(places.state == "/s/outrider")
        #expect(places.cache == "/k/outrider")
        #expect(
            places.systemFiles == [
                "/etc/outrider/config.yaml", "/one/outrider/config.yaml", "/two/outrider/config.yaml",
            ])
    }

    @Test(arguments: ["", "relative", "./here", "~/there"])
    func xdgVariablesThatAreNotAbsoluteAreIgnored(value: String) {
        let names = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_DIRS"]
        let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, value) })
        #expect(Places(environment: environment, home: "/h") == Places(environment: [:], home: "/h"))
    }

    @Test func outriderHomeMovesEverythingOfTheUser() {
        let environment = ["OUTRIDER_HOME": "/o", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"]
        let places = Places(environment: environment, home: "/home/ada")
        #expect(places.userFile == "/o/config.yaml")
        #expect(places.keys == "/o/keys")
        #expect(places.agents == "/o/agents")
        #expect(places.database == "/o/outrider.db")
        #expect(places.state == "/o/state")
        #expect(places.cache == "/o/cache")
    }

    @Test func aRelativeOutriderHomeIsAnError() throws {
        let complaint = try Sandbox().complaint(["OUTRIDER_HOME": "here"])
        #expect(complaint == "OUTRIDER_HOME: “here” is no absolute path; expected a path that begins with /")
    }

    @Test func theProjectFileIsFoundUpToTheRootOfTheRepository() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "home/outrider.yaml")
        #expect(sandbox.places().projectFile(from: "\(sandbox.work)/deep/er") == nil)
        try sandbox.write("", to: "home/work/outrider.yaml")
        #expect(sandbox.places().projectFile(from: "\(sandbox.work)/deep/er") == "\(sandbox.work)/outrider.yaml")
        try sandbox.write("", to: "home/work/deep/outrider.yaml")
        #expect(sandbox.places().projectFile(from: "\(sandbox.work)/deep/er") == "\(sandbox.work)/deep/outrider.yaml")
    }

    @Test func theProjectFileIsFoundUpToTheHomeFolder() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "outrider.yaml")
        try sandbox.write("", to: "home/plain/deep/x")
        let folder = "\(sandbox.home)/plain/deep"
        #expect(sandbox.places().projectFile(from: folder) == nil)
        try sandbox.write("", to: "home/outrider.yaml")
        #expect(sandbox.places().projectFile(from: folder) == "\(sandbox.home)/outrider.yaml")
    }

    @Test func outsideOfBothOnlyTheFolderItselfCounts() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "srv/outrider.yaml")
        try sandbox.write("", to: "srv/deep/x")
        #expect(sandbox.places().projectFile(from: "\(sandbox.root)/srv/deep") == nil)
        #expect(sandbox.places().projectFile(from: "\(sandbox.root)/srv") == "\(sandbox.root)/srv/outrider.yaml")
    }

    @Test func aFolderOfThatNameIsNoProjectFile() throws {
        let sandbox = try Sandbox()
        try sandbox.write("", to: "home/work/outrider.yaml/x")
        #expect(sandbox.places().projectFile(from: sandbox.work) == nil)
    }
}
