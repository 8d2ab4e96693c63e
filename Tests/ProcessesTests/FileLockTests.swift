import Foundation
import Processes
import TemporaryFolders
import Testing

struct FileLockTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func oneAtATimeHoldsAFile() async throws {
        let path = folder.file("lock")
        #expect(!FileLock.isHeld(path), "there is no file yet")
        var lock = try FileLock.take(path)
        #expect(lock != nil)
        #expect(FileLock.isHeld(path))
        #expect(try FileLock.take(path) == nil)
        lock = nil
        // A child that another test is starting at this moment has the file as well, until its program begins.
        _ = try await eventually { try FileLock.take(path) }
    }

    @Test func aFileThatCannotBeMadeOrMayNotBeIsAnError() {
        #expect(throws: (any Error).self) { try FileLock.take(folder.file("no/such/folder")) }
        #expect(throws: (any Error).self) { try FileLock.take(folder.file("lock"), creating: false) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("lock")))
    }
}
