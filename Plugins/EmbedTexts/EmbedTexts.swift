import Foundation
import PackagePlugin

/// Puts texts that people read and edit into the module that serves them, as Swift string literals, so that
/// the program is one file that can be copied anywhere: the agent definitions in agents/, and the pages in
/// dashboards/web/.
@main
struct EmbedTexts: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let isPages = target.name == "Dashboard"
        let type = isPages ? "EmbeddedPages" : "EmbeddedAgents"
        let folder = context.package.directoryURL.appending(path: isPages ? "dashboards/web" : "agents")
        let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { isPages ? !$0.lastPathComponent.hasPrefix(".") : $0.pathExtension == "yaml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let output = context.pluginWorkDirectoryURL.appending(path: "\(type).swift")
        let named = inputs.flatMap { file in
            // A page is asked for by the whole name of its file, an agent by its name alone.
            [isPages ? file.lastPathComponent : file.deletingPathExtension().lastPathComponent, file.path]
        }
        return [
            .buildCommand(
                displayName: "Embedding \(isPages ? "pages" : "agents")",
                executable: try context.tool(named: "TextEmbedder").url, arguments: [type, output.path] + named,
                inputFiles: inputs, outputFiles: [output])
        ]
    }
}
