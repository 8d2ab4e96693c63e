@testable import Backends
import Foundation
import Planning
import Processes
import TemporaryFolders
import Testing

struct ServerFolderTests {
    private let temporary: TemporaryFolder
    private let folder: ServerFolder

    init() throws {
        temporary = try TemporaryFolder()
        folder = ServerFolder(path: "\(temporary.path)/engines/here")
        try folder.make()
    }

    @Test func nobodyElseCanLookIntoIt() throws {
        let mode = { (path: String) in
            (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
        }
        #expect(try mode(folder.path) == 0o700)
        try folder.write(ServerRecord(id: "a", started: 1))
        #expect(try mode("\(folder.path)/record.json") == 0o600)
        let log = try #require(folder.log.begin())
        close(log)
        #expect(try mode(folder.log.path) == 0o600)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var record = ServerRecord(id: "a", started: 17)
        record.state = .failed
        record.failure = LocalServerError(.neverReady, "no")
        try folder.write(record)
        #expect(folder.record == record)
        let plan = ServerPlan(
            id: "a", name: "here", settings: .init(command: ["x"], folder: "/", slots: 2), fixedPort: 3,
            modelsPath: "/v1/models",
            memory: .zero)
        try folder.write(plan)
        #expect(folder.plan == plan)
        try Data("{".utf8).write(to: URL(filePath: "\(folder.path)/record.json"))
        #expect(folder.record == nil, "half a file is none")
    }

    @Test func whoseProgramHasEndedDoesNotServeWhateverIsWritten() {
        var record = ServerRecord(id: "a", started: 1)
        record.state = .ready
        record.family = ProcessFamily(leader: .current, mark: "a")
        #expect(record.serves)
        let current = ProcessIdentity.current
        record.family = ProcessFamily(
            leader: ProcessIdentity(pid: current.pid, boot: current.boot, started: current.started - 1), mark: "a")
        #expect(!record.serves)
    }

    @Test func usersAreThoseWhoHaveNotLeft() throws {
        let first = try folder.users.enter()
        var second: ServerUse? = try folder.users.enter()
        #expect(folder.users.count == 2)
        first.leave()
        first.leave()
        #expect(folder.users.count == 1)
        second = nil
        _ = second
        #expect(folder.users.count == 0)
        #expect(!folder.users.removeLost(), "both left in order")
        // What somebody leaves who is killed: a file that nobody holds.
        _ = FileManager.default.createFile(atPath: "\(folder.users.folder)/17-1", contents: nil)
        #expect(folder.users.count == 0)
        #expect(folder.users.removeLost())
        #expect(!folder.users.removeLost())
    }

    @Test func theEndOfALogIsInWholeLines() throws {
        let log = folder.log
        #expect(log.tail(3) == [])
        try Data("one\ntwo\n\nthree\nand not yet".utf8).write(to: URL(filePath: log.path))
        #expect(log.tail(2) == ["three", "and not yet"])
        #expect(log.tail(9) == ["one", "two", "", "three", "and not yet"])
        #expect(log.lastWords(3) == "\n  | two\n  | three\n  | and not yet")
        try Data(String(repeating: "a line of a long log\n", count: 50_000).utf8).write(to: URL(filePath: log.path))
        #expect(log.tail(2) == ["a line of a long log", "a line of a long log"])
        #expect(log.tail(1_000_000).allSatisfy { $0 == "a line of a long log" }, "no half line")
    }

    @Test func aLogIsFollowedAlsoWhenItIsBegunAnew() throws {
        let log = folder.log
        try Data("one\n".utf8).write(to: URL(filePath: log.path))
        var place = log.size
        #expect(log.text(after: &place) == "")
        let file = try #require(FileHandle(forWritingAtPath: log.path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("two\n".utf8))
        #expect(log.text(after: &place) == "two\n")
        try Data("new\n".utf8).write(to: URL(filePath: log.path))
        #expect(log.text(after: &place) == "new\n")
    }

    @Test func aLogThatGrowsTooLongIsBegunAnewUnderTheServersHands() throws {
        let log = folder.log
        let descriptor = try #require(log.begin())
        let server = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try server.write(contentsOf: Data(repeating: UInt8(ascii: "x"), count: 17 << 20))
        log.bound()
        try server.write(contentsOf: Data("after\n".utf8))
        #expect(log.tail(9) == ["after"])
        #expect(try FileManager.default.attributesOfItem(atPath: "\(log.path).1")[.size] as? Int == 17 << 20)
    }
}
