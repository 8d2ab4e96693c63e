import Agents
import Documents
import Foundation
import Testing

struct AgentCatalogueTests {
    private static let yaml = """
        name: NAME
        description: DESCRIPTION
        environment: none
        action: {format: paragraph}
        finish: {pattern: end}
        prompts: {system: s}
        """

    private func write(_ name: String, as file: String, in folder: URL, description: String = "mine") throws {
        let text = Self.yaml.replacing("NAME", with: name).replacing("DESCRIPTION", with: description)
        try Data(text.utf8).write(to: folder.appending(path: file))
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "agents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func theProgramBringsItsAgents() throws {
        let catalogue = AgentCatalogue()
        #expect(catalogue.entries.map(\.name) == ["assistant", "blocksworld", "coder", "countdown", "math", "openagi"])
        for entry in catalogue.entries { #expect(throws: Never.self) { try entry.definition.get() } }
    }

    @Test func theUsersFolderComesFirst() throws {
        try withFolder { folder in
            try write("math", as: "math.yaml", in: folder)
            try write("new", as: "new.yaml", in: folder)
            try write("hidden", as: ".hidden.yaml", in: folder)
            try write("note", as: "note.txt", in: folder)
            let catalogue = AgentCatalogue(folder: folder)
            #expect(try catalogue.definition("math").description == "mine")
            #expect(try catalogue.definition("openagi").description.hasPrefix("Chooses"))
            #expect(
                catalogue.entries.map(\.name) == [
                    "assistant", "blocksworld", "coder", "countdown", "math", "new", "openagi",
                ])
            #expect(catalogue.entries.map { $0.url == nil } == [true, true, true, true, false, false, true])
        }
    }

    @Test func aFileIsFoundByItsPath() throws {
        try withFolder { folder in
            try write("other", as: "x.yaml", in: folder)
            let definition = try AgentCatalogue().definition(folder.appending(path: "x.yaml").path)
            #expect(definition.name == "other")
            let error = #expect(throws: DocumentError.self) {
                try AgentCatalogue().definition("\(folder.path)/no.yaml")
            }
            #expect(error?.description.contains("no.yaml cannot be read") == true)
        }
    }

    @Test func anUnknownNameSuggestsTheNearest() {
        let error = #expect(throws: DocumentError.self) { try AgentCatalogue().definition("blockworld") }
        #expect(
            error?.description == "there is no agent “blockworld” (did you mean “blocksworld”?); expected one of "
                + "assistant, blocksworld, coder, countdown, math, openagi, or the path of a .yaml file")
    }

    @Test func aBrokenFileIsListedWithItsErrorAndHidesNothing() throws {
        try withFolder { folder in
            try Data("name: [".utf8).write(to: folder.appending(path: "broken.yaml"))
            try write("other", as: "wrong.yaml", in: folder)
            let catalogue = AgentCatalogue(folder: folder)
            let entries = Dictionary(uniqueKeysWithValues: catalogue.entries.map { ($0.name, $0.definition) })
            #expect(entries.count == 8)
            #expect(throws: DocumentError.self) { try entries["broken"]?.get() }
            let error = #expect(throws: DocumentError.self) { try catalogue.definition("wrong") }
            #expect(
                error?.description.contains("the agent in this file is called “other”; expected name: wrong") == true)
        }
    }

    @Test func aFolderThatDoesNotExistIsEmpty() {
        #expect(AgentCatalogue(folder: URL(filePath: "/does/not/exist")).entries.count == 6)
    }
}
