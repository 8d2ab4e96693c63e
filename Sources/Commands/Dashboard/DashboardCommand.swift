import ArgumentParser
import Dashboard
import Foundation
import Ledger

/// `outrider dashboard`
struct DashboardCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Look at runs, at what they cost and at what was learnt, in a browser.",
        usage: "outrider dashboard [<options>]",
        discussion: """
            The pages are served on this machine, to this machine, until Ctrl-C; nothing is loaded from anywhere else.
              outrider dashboard --port 8000 --no-open
            """)

    @Option(name: .long, help: ArgumentHelp("The port; without it the first free one from 7420 on.", valueName: "n"))
    var port: UInt16?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Listen on this address instead of 127.0.0.1. Whoever connects needs the token in the address that is printed.",
            valueName: "address"))
    var bind = "127.0.0.1"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rows that `outrider bench --rows` has written, to stand on the frontier beside the runs; several times.",
            valueName: "file"))
    var bench: [String] = []

    @Flag(name: .long, help: "Open no browser.")
    var noOpen = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try Surroundings(configFile: places.config)
        // Where there is no record yet, the first run shows up on the page.
        let store = try surroundings.existingLedger(at: places.database) ?? surroundings.ledger(at: nil, creating: true)
        let server = try DashboardServer(store: store, address: bind, port: port, bench: bench)
        let opens = !noOpen && Browser.isThere(surroundings.environment)
        let failure = await Interruption.cancelling { () -> (any Error)? in
            do {
                try await server.run { address in
                    Console.output.print(address)
                    Console.error.print("Ctrl-C ends the dashboard")
                    if opens { Browser.open(address) }
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return .success
    }
}
