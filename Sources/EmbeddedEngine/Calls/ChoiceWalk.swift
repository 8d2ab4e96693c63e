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
        // Side by side, the branches cannot learn from each other what the prompt's keys are.
        let prepared = try await submit(prompt, []).next()
        var usage = Usage(freshInput: prompt.count - prepared.reused, cacheRead: prepared.reused)
        var logprobs = Array(repeating: -Double.infinity, count: choices.count)
        var level = ChoiceBranch.branches(of: choices).map { Step(text: prompt, branch: $0, logprob: 0) }
        while !level.isEmpty {
            let calls = level.map { submit($0.text, $0.branch.tokens) }
            var next: [Step] = []
            for (step, call) in zip(level, calls) {
                let sum = try await call.next().logprobs.reduce(step.logprob, +)
                usage.output += step.branch.tokens.count
                for choice in step.branch.endings { logprobs[choice] = sum }
                let text = step.text + step.branch.tokens
                next += step.branch.branches.map { Step(text: text, branch: $0, logprob: sum) }
            }
            level = next
        }
        let best = logprobs.indices.max { (logprobs[$0], -$0) < (logprobs[$1], -$1) } ?? 0
        return Choice(index: best, logprobs: logprobs, usage: usage)
    }

    private func submit(_ text: [Int], _ tokens: [Int]) -> CallHandle {
        runner.submit(
            CallProgress(evaluating: tokens, after: text), longest: text.count + tokens.count)
    }
}
