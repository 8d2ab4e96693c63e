import ArgumentParser

/// `outrider completions`
struct CompletionsCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        discussion: "For example: outrider completions bash > ~/.local/share/bash-completion/completions/outrider")

    /// The shells that are known.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func perform() async throws -> ExitStatus {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Console.output.print(OutriderCommand.completionScript(for: kind))
        return .success
    }
}
