import Foundation

/// The user's browser.
enum Browser {
    #if os(macOS)
        private static let opener = "/usr/bin/open"
    #else
        private static let opener = "/usr/bin/xdg-open"
    #endif

    /// Whether there is a screen to show one on.
    static func isThere(_ environment: [String: String]) -> Bool {
        #if os(macOS)
            let hasScreen = environment["SSH_CONNECTION"] == nil
        #else
            let hasScreen = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
        #endif
        return hasScreen && FileManager.default.isExecutableFile(atPath: opener)
    }

    /// Opens a page. A browser that cannot be started is no loss: the address has been printed.
    static func open(_ address: String) {
        let process = Process()
        process.executableURL = URL(filePath: opener)
        process.arguments = [address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try? process.run()
    }
}
