/// How fast a model was with a set of kernels, in a round in which every set had the same prompts in turn.
struct KernelRow {
    /// What the set is compiled for.
    let kernels: String
    /// Prompt tokens a second.
    let prompt: Double
    /// Tokens of an answer a second.
    let answer: Double
}
