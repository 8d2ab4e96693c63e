import ArgumentParser

/// How prices are taken over.
struct AcceptanceFlags: ParsableArguments {
    @Flag(name: .long, help: "Take them over without asking.")
    var yes = false

    @Flag(name: .long, help: "Show what would change, and change nothing.")
    var dryRun = false

    func validate() throws {
        if yes && dryRun { throw ValidationError("--yes and --dry-run exclude each other.") }
    }
}
