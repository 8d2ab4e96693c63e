import Foundation
import Planning

/// Reads what a judge says. Strict: whatever is not the answer that was asked for is no score.
enum JudgeAnswer {
    /// What a judge is asked for.
    enum Form: Sendable, Hashable {
        /// One word of two, whose log-probabilities tell the chance.
        case word
        /// One number from 0 to 1.
        case number

        /// How that is asked for.
        var instruction: String {
            switch self {
            case .word: "Answer with one word and nothing else: yes or no."
            case .number:
                "Answer with one number and nothing else: the chance that the step is right, from 0 (surely wrong) to "
                    + "1 (surely right), such as 0.85."
            }
        }
    }

    /// The chance that `response` speaks of: from log-probabilities, if there are any, p(yes) / (p(yes) + p(no)),
    /// and else from what it says.
    static func chance(in response: ModelResponse, of label: String) throws(RewardError) -> Double {
        guard response.finishReason != .filtered else {
            throw RewardError(
                .unreadable,
                "\(label) was asked for a chance, and a filter or the model itself refused; try another judge, or "
                    + "another prompt (prompts.reward of the agent)")
        }
        let spoken = response.logprobs.first { !word($0.token).isEmpty }
        if let chance = spoken.flatMap(chance) { return chance }
        let text = word(response.text)
        switch text {
        case "yes": return 1
        case "no": return 0
        default: break
        }
        guard let value = Double(text) else {
            let excerpt = response.text.isEmpty ? "nothing" : "“\(response.text.prefix(60))”"
            throw RewardError(
                .unreadable,
                "\(label) was asked for a chance and said \(excerpt); try another judge, or another prompt "
                    + "(prompts.reward of the agent)")
        }
        guard value.isFinite, (0...1).contains(value) else {
            throw RewardError(
                .outOfRange, "\(label) was asked for a chance from 0 to 1 and said \(text); try another judge")
        }
        return value
    }

    private static func chance(at token: TokenLogprob) -> Double? {
        var likely = token.alternatives
        likely[token.token] = token.logprob
        var (yes, no) = (0.0, 0.0)
        for (text, logprob) in likely where logprob.isFinite && logprob <= 0 {
            switch word(text) {
            case "yes": yes += exp(logprob)
            case "no": no += exp(logprob)
            default: break
            }
        }
        let chance = yes / (yes + no)
        return chance.isFinite ? min(chance, 1) : nil
    }

    /// What is said, without what tokenizers and writers put around it.
    private static func word(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\"'`*▁Ġ")))
            .trimmingSuffix(".").lowercased()
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
