import ArgumentParser

/// A command of `outrider`: it does its work and says how it ended.
protocol OutriderSubcommand: AsyncParsableCommand {
    /// - Throws: anything; the program turns it into a message and an exit status.
    func perform() async throws -> ExitStatus
}

extension OutriderSubcommand {
    func run() async throws {
        let status = try await perform()
        if status != .success { throw ExitCode(status.rawValue) }
    }
}
