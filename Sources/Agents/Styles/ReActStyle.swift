import Planning

/// Two calls: a thought, and then the action with the thought before it.
struct ReActStyle: PromptingStyle {
    let thought: PromptTemplate
    let action: PromptTemplate

    var callCount: Int { 2 }

    func call(after answers: [String], in conversation: Conversation) -> StyledCall {
        let asked = conversation.asking(thought.render(conversation.values))
        guard let answer = answers.first else {
            return StyledCall(purpose: "thought", messages: asked, mayAct: false)
        }
        return StyledCall(messages: asked + [.assistant(answer), .user(action.render(conversation.values).trimmed)])
    }
}
