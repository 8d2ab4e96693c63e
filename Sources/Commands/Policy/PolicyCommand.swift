import ArgumentParser

/// `outrider policy`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "See, carry over or forget what was learnt about riding ahead.",
        discussion: """
            Every run with a drafter and a verifier teaches how often the drafter is right, how long calls take and what \
            they cost, for each agent, drafter and verifier apart; the next run begins with that. \
            `outrider show RUN --decisions` says what was made of it, step by step.
            """,
        subcommands: [
            PolicyShowCommand.self, PolicyExportCommand.self, PolicyImportCommand.self, PolicyResetCommand.self,
        ])
}
