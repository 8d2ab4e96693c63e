public import Foundation

/// A folder of a test's own. It goes, with everything in it, when the last one lets go who holds it.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes a folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "outrider-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Its path.
    public var path: String { url.path }

    /// The path of a file in it, whether there is one or not.
    public func file(_ name: String) -> String { url.appending(path: name).path }
}
