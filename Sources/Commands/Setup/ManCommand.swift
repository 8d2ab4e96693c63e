import ArgumentParser
import Foundation
import Planning

/// `outrider man`
struct ManCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page, made from the same words as the help.")

    func perform() async throws -> ExitStatus {
        Console.output.write(try ManualPage(of: OutriderCommand.self).text)
        return .success
    }
}
