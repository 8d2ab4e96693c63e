import Backends
import Foundation
import Planning
import TemporaryFolders
import Testing

struct KeyStoreTests {
    private let folder: TemporaryFolder
    private let store: KeyStore

    init() throws {
        folder = try TemporaryFolder()
        store = KeyStore(folder: folder.path + "/config/keys")
    }

    @Test func aStoredKeyIsForItsOwnerAlone() throws {
        try store.set(Secret("sk-0123456789abcdef\n"), for: "openai")
        #expect(try store.key(for: "openai")?.exposed == "sk-0123456789abcdef")
        #expect(try TemporaryFolder.mode(of: store.folder) == 0o700)
        #expect(try TemporaryFolder.mode(of: store.path(for: "openai")) == 0o600)
    }

    @Test func aNewKeyReplacesTheOldOneAndLeavesNothingBehind() throws {
        try store.set(Secret("first-key-0123456789"), for: "openai")
        try store.set(Secret("second-key-0123456789"), for: "openai")
        #expect(try store.key(for: "openai")?.exposed == "second-key-0123456789")
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["openai"])
    }

    @Test func anOpenFolderIsClosed() throws {
        try FileManager.default.createDirectory(
            atPath: store.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        try store.set(Secret("sk-0123456789abcdef"), for: "openai")
        #expect(try TemporaryFolder.mode(of: store.folder) == 0o700)
    }

    @Test func theListShowsNamesAndEndsOnly() throws {
        #expect(try store.list().isEmpty, "no folder yet")
        try store.set(Secret("sk-0123456789abcdef"), for: "openai")
        try store.set(Secret("short"), for: "groq")
        let list = try store.list()
        #expect(list.map(\.provider) == ["groq", "openai"])
        #expect(list.map(\.hint) == ["…", "…cdef"])
        #expect(!"\(list)".contains("sk-0"))
    }

    @Test func aMissingKeyIsNone() throws {
        #expect(try store.key(for: "openai") == nil)
    }

    @Test(arguments: ["", "../openai", "a/b", ".hidden", "a b", "ü", String(repeating: "x", count: 65), "a\u{0}b"])
    func namesThatLeaveTheFolderAreRefused(name: String) {
        let error = #expect(throws: KeyStoreError.self) { try store.set(Secret("sk-0123456789abcdef"), for: name) }
        #expect(error?.code == .invalidName)
        #expect(throws: KeyStoreError.self) { try store.key(for: name) }
    }

    @Test(arguments: ["", "  \n", "two\nlines", "has blank", "ünïcode", "tab\tbed"])
    func whatIsNoKeyIsNotStored(key: String) {
        let error = #expect(throws: KeyStoreError.self) { try store.set(Secret(key), for: "openai") }
        #expect(error?.code == .invalidKey)
        #expect(
            key.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty || error?.description.contains(key) == false)
    }

    @Test func aFileThatOthersMayReadIsRefused() throws {
        try store.set(Secret("sk-0123456789abcdef"), for: "openai")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: store.path(for: "openai"))
        let error = #expect(throws: KeyStoreError.self) { try store.key(for: "openai") }
        #expect(error?.code == .tooOpen)
        #expect(error?.description.contains("0644") == true)
        #expect(error?.description.contains("chmod 600") == true)
    }

    @Test func aFolderWhereTheFileShouldBeIsSaidSo() throws {
        try FileManager.default.createDirectory(
            atPath: store.path(for: "openai"), withIntermediateDirectories: true)
        #expect(throws: KeyStoreError.self) { try store.key(for: "openai") }
        #expect(throws: KeyStoreError.self) { try store.set(Secret("sk-0123456789abcdef"), for: "openai") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == ["openai"], "no draft is left")
    }

    @Test func aFolderThatCannotBeMadeIsSaidSo() throws {
        _ = try folder.write("", to: "config", mode: 0o600)
        let error = #expect(throws: KeyStoreError.self) { try store.set(Secret("sk-0123456789abcdef"), for: "openai") }
        #expect(error?.code == .inaccessible)
    }
}
