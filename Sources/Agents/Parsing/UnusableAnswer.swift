/// An answer without a usable action, in words that are said to the model.
struct UnusableAnswer: Error, Sendable, Hashable {
    /// What is wrong, in whole sentences.
    let problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
