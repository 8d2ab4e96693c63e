/// Two debaters who speak in turn: A proposes, B reacts, in every round both update what they are
/// for, and A writes the decision. That is 2 · rounds + 3 calls, one after the other.
struct DebateStyle: PromptingStyle {
    let rounds: Int
    let proposal: PromptTemplate
    let reply: PromptTemplate
    let decision: PromptTemplate

    var callCount: Int { 2 * rounds + 3 }

    func call(after answers: [String], in conversation: Conversation) -> StyledCall {
        let isDecision = answers.count == callCount - 1
        let debater = isDecision ? "A" : Self.speaker(answers.count)
        var values = conversation.values
        values["debater"] = .text(debater)
        values["opponent"] = .text(debater == "A" ? "B" : "A")
        values["statements"] = .list(
            answers.enumerated().map { ["speaker": .text(Self.speaker($0.offset)), "text": .text($0.element)] })
        let question = answers.isEmpty ? proposal : isDecision ? decision : reply
        let messages = conversation.asking(question.render(values))
        return isDecision
            ? StyledCall(messages: messages)
            : StyledCall(purpose: "debate \(answers.count / 2 + 1) \(debater)", messages: messages, mayAct: false)
    }

    private static func speaker(_ turn: Int) -> String { turn.isMultiple(of: 2) ? "A" : "B" }
}
