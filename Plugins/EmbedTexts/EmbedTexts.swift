import Foundation
import PackagePlugin

/// Puts the agent definitions in agents/ into the module that reads them, as Swift string literals,
/// so that the program is one file that can be copied anywhere.
@main
struct EmbedTexts: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "agents")
        let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedAgents.swift")
        return [
            .buildCommand(
                displayName: "Embedding agents", executable: try context.tool(named: "TextEmbedder").url,
                arguments: ["EmbeddedAgents", output.path] + inputs.map(\.path), inputFiles: inputs,
                outputFiles: [output])
        ]
    }
}
