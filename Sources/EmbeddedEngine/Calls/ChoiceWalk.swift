import Planning

/// Finds out how likely some continuations are. Level by level of the tree of choices, all branches are
/// computed side by side, and what choices share is computed once.
struct ChoiceWalk {
    let runner: PassRunner
    let prompt: [Int]
    let choices: [[Int]]

    /// A branch that is looked at, the text before it, and how likely the way to it is.
    private struct Step {
        let text: [Int]
        let branch: ChoiceBranch
        let logprob: Double
    }

    func run() async throws -> Choice {
        var logprobs = Array(repeating: -Double.infinity, count: choices.count)
        var level = ChoiceBranch.branches(of: choices).map { Step(text: prompt, branch: $0, logprob: 0) }
        var reused: Int?
        // Side by side, branches cannot learn from each other what the prompt's keys are.
        if level.count > 1 { reused = try await submit(prompt, []).next().reused }
        var judged = 0
        while !level.isEmpty {
            let calls = level.map { submit($0.text, $0.branch.tokens) }
            var next: [Step] = []
            for (step, call) in zip(level, calls) {
                let output = try await call.next()
                reused = reused ?? output.reused
                let sum = output.logprobs.reduce(step.logprob, +)
                judged += step.branch.tokens.count
                for choice in step.branch.endings { logprobs[choice] = sum }
                let text = step.text + step.branch.tokens
                next += step.branch.branches.map { Step(text: text, branch: $0, logprob: sum) }
            }
            level = next
        }
        let best = logprobs.indices.max { (logprobs[$0], -$0) < (logprobs[$1], -$1) } ?? 0
        let cached = reused ?? 0
        return Choice(
            index: best, logprobs: logprobs,
            usage: Usage(freshInput: prompt.count - cached, cacheRead: cached, output: judged))
    }

    private func submit(_ text: [Int], _ tokens: [Int]) -> CallHandle {
        runner.submit(
            CallProgress(evaluating: tokens, after: text), longest: text.count + tokens.count)
    }
}
