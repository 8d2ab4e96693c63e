/// Somebody who can be asked while a run goes on.
public protocol Questioner: Sendable {
    /// Asks, and waits for a line of text.
    /// - Parameters:
    ///   - question: may come from a model; whoever shows it makes it harmless.
    ///   - choices: what can be answered, in a few letters each; empty for a free text.
    /// - Returns: the answer; nil where nobody can be asked, or nobody answers.
    /// - Throws: `CancellationError`.
    func answer(to question: String, choices: [String]) async throws -> String?
}
