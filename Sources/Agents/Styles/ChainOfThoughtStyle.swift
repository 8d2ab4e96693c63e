/// One call, for reasoning that ends with the action.
struct ChainOfThoughtStyle: PromptingStyle {
    let question: PromptTemplate

    var callCount: Int { 1 }

    func call(after answers: [String], in conversation: Conversation) -> StyledCall {
        StyledCall(messages: conversation.asking(question.render(conversation.values)), reasonsFirst: true)
    }
}
