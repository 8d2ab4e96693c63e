import Foundation

/// Runs the shell commands that print keys.
public enum KeyCommand {
    /// Runs `command` in the user's shell environment and gives what it prints.
    /// - Throws: ``KeyStoreError`` if it fails. What it printed is never part of the error.
    public static func run(_ command: String) async throws(KeyStoreError) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        process.standardOutput = output
        // It may print a key there as well: nobody gets to see it.
        process.standardError = FileHandle.nullDevice
        let ended = AsyncStream<Int32>.makeStream()
        process.terminationHandler = {
            ended.continuation.yield($0.terminationStatus)
            ended.continuation.finish()
        }
        do {
            try process.run()
        } catch {
            throw KeyStoreError(.inaccessible, "the key command cannot be run; check that /bin/sh is there")
        }
        let text = await read(output.fileHandleForReading)
        var status: Int32 = 0
        for await code in ended.stream { status = code }
        guard status == 0 else {
            throw KeyStoreError(
                .inaccessible, "the key command ended with status \(status); run it yourself to see why: \(command)")
        }
        return text
    }

    /// Reads on a queue of its own, because reading blocks until the command ends.
    private static func read(_ handle: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let bytes = (try? handle.read(upToCount: 65_536)) ?? Data()
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
