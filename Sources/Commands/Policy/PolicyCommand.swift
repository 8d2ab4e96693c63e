import ArgumentParser

/// `outrider policy`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "See, carry over or forget what was learnt about riding ahead.",
        discussion: """
            Outrider learns from every verdict how often a drafter is right, how long calls take and what they cost, for \
            each agent, drafter and verifier apart. `outrider show RUN --decisions` says what it made of that, step by \
            step.
            """,
        subcommands: [
            PolicyShowCommand.self, PolicyExportCommand.self, PolicyImportCommand.self, PolicyResetCommand.self,
        ])
}
