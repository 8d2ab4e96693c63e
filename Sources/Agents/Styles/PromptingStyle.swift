import Planning

/// A way of leading a model to a step: a fixed number of calls, the last of which decides.
///
/// A style is pure. It is told what the earlier calls of the same proposal answered, and says what
/// the next call is.
protocol PromptingStyle: Sendable {
    /// How many calls it takes when all goes well.
    var callCount: Int { get }

    /// The call that follows `answers`; there are fewer of these than ``callCount``.
    func call(after answers: [String], in conversation: Conversation) -> StyledCall
}

/// One call as a style wants it.
struct StyledCall: Sendable, Hashable {
    /// What the call is for, as the record shows it.
    let purpose: String
    /// The whole prompt.
    let messages: [Message]
    /// Whether the answer is the action; the calls before the last only think.
    let mayAct: Bool
    /// Whether the action follows on reasoning in the same answer.
    let reasonsFirst: Bool

    init(purpose: String = "action", messages: [Message], mayAct: Bool = true, reasonsFirst: Bool = false) {
        self.purpose = purpose
        self.messages = messages
        self.mayAct = mayAct
        self.reasonsFirst = reasonsFirst
    }
}
