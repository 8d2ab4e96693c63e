import Planning

/// Asks the person at the terminal. Never before the verifier wants it: a question cannot be taken back.
struct AskUser: Tool {
    static let questionLimit = 2000
    static let answerLimit = 8000

    let description = ToolDescription(
        "ask_user", "Asks the user a question and waits for the answer, one line.",
        [.text("question", "the question, short and on its own")], effect: .destructive)

    let questioner: (any Questioner)?

    var needsApproval: Bool { false }
    var readsFilesItself: Bool { false }

    func run(_ arguments: ToolArguments) async throws -> String {
        let question = try arguments.string("question")
        guard !question.allSatisfy(\.isWhitespace), question.utf8.count <= Self.questionLimit else {
            throw ToolFailure("the question is empty, or longer than \(Self.questionLimit) bytes")
        }
        guard let answer = try await questioner?.answer(to: question, choices: []) else {
            throw ToolFailure("nobody can be asked here; decide yourself, or say in your answer what is missing")
        }
        return String(decoding: TextCut.prefix(of: Array(answer.utf8), Self.answerLimit), as: UTF8.self)
    }
}
