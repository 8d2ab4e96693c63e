public import ArgumentParser
public import Tools

/// Who agrees to calls that change the world.
struct ApprovalFlags: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Calls that need approval: ask for each, make them all, or refuse them. Without it they are asked for at a terminal, and refused elsewhere.",
            valueName: "ask|auto|never"))
    var approve: Approval.Mode?

    @Flag(name: .long, help: "Ask nothing, whatever comes.")
    var noInput = false

    func validate() throws {
        if noInput, approve == .ask {
            throw ValidationError("--no-input and --approve ask exclude each other: who asks nothing cannot ask.")
        }
    }

    /// Who agrees, here and now. In the absence of a person nobody has agreed.
    func consent() throws -> Consent {
        let desk = noInput ? nil : TerminalDesk()
        if approve == .ask, desk == nil {
            throw Failure(
                .usage,
                "--approve ask needs a terminal to ask at; take auto or never, or write rules into approval.yaml "
                    + "(docs/tools.md)")
        }
        return Consent(mode: approve ?? (desk == nil ? .never : .ask), desk: desk)
    }
}

/// Who agrees to calls that change the world, as it was found out.
struct Consent: Sendable {
    var mode = Approval.Mode.never
    /// Where a person sits, if one does.
    var desk: TerminalDesk?
    /// Which of several tasks asks, in the words of the question; nil where there is only one.
    var task: String?
}

extension Approval.Mode: ExpressibleByArgument {}
