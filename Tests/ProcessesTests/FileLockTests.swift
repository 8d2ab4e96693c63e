import Foundation
import Processes
import TemporaryFolders
import Testing

struct FileLockTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func oneAtATimeHoldsAFile() throws {
        let path = folder.file("lock")
        #expect(!FileLock.isHeld(path), "there is no file yet")
        var lock = try FileLock.take(path)
        #expect(lock != nil)
        #expect(FileLock.isHeld(path))
        #expect(try FileLock.take(path) == nil)
        lock = nil
        #expect(!FileLock.isHeld(path))
        #expect(try FileLock.take(path) != nil)
    }

    @Test func aFileThatCannotBeMadeOrMayNotBeIsAnError() {
        #expect(throws: (any Error).self) { try FileLock.take(folder.file("no/such/folder")) }
        #expect(throws: (any Error).self) { try FileLock.take(folder.file("lock"), creating: false) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("lock")))
    }
}
