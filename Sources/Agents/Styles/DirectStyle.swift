/// One call, for the action and nothing else.
struct DirectStyle: PromptingStyle {
    let question: PromptTemplate

    var callCount: Int { 1 }

    func call(after answers: [String], in conversation: Conversation) -> StyledCall {
        StyledCall(messages: conversation.asking(question.render(conversation.values)))
    }
}
