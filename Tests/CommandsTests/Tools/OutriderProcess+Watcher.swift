import Foundation

extension OutriderProcess {
    /// Adds the agent `watcher`, which calls tools.
    func addWatcher(calling tools: String, description: String, prompt: String) throws {
        let folder = home.appending(path: "agents")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            name: watcher
            description: \(description)
            environment: tools
            tools: [\(tools), finish]
            action: {format: native-tools}
            finish: {tool: finish, argument: answer}
            trajectory: {as: messages}
            prompts: {system: \(prompt)}
            """.utf8
        ).write(to: folder.appending(path: "watcher.yaml"))
    }
}
