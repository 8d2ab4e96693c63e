import Foundation
import Processes

/// Runs the shell commands that print keys.
public enum KeyCommand {
    /// Runs `command` in the user's shell environment and gives what it prints.
    /// - Throws: ``KeyStoreError`` if it fails. What it printed is never part of the error.
    public static func run(_ command: String) async throws(KeyStoreError) -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        let reading = output.fileHandleForReading
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
        // Whoever cancels a command that asks for a password ends the command as well.
        let (text, status) = await withTaskCancellationHandler {
            let text = await Blocking.call { read(reading) }
            var status: Int32 = 0
            for await code in ended.stream { status = code }
            return (text, status)
        } onCancel: {
            process.terminate()
        }
        guard status == 0 else {
            throw KeyStoreError(
                .inaccessible, "the key command ended with status \(status); run it yourself to see why: \(command)")
        }
        return text
    }

    /// What the command prints until it ends.
    private static func read(_ handle: FileHandle) -> String {
        let bytes = (try? handle.read(upToCount: 65_536)) ?? Data()
        // A command that prints more is told that nobody listens, instead of waiting for ever.
        try? handle.close()
        return String(decoding: bytes, as: UTF8.self)
    }
}
