import Synchronization

@testable import Tools

/// Answers questions with what the test says, and keeps them.
final class ScriptedQuestioner: Questioner {
    private let state: Mutex<(answers: [String?], questions: [String])>

    /// - Parameter answers: one for each question; nil for nobody's.
    init(_ answers: String?...) {
        state = Mutex((answers, []))
    }

    var questions: [String] { state.withLock { $0.questions } }

    func answer(to question: String, choices: [String]) async throws -> String? {
        state.withLock { state in
            state.questions.append(question)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
    }
}
