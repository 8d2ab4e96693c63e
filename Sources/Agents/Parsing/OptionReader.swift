import Foundation
import Planning

/// Reads which of some short labels a model answers with, and how sure it is.
enum OptionReader {
    /// How likely each of `labels` is; they add up to 1. Nil where the answer names none of them, or is none.
    ///
    /// Where there are log-probabilities, they are those of the first token that is a label or could have been one. A
    /// label that is not among its alternatives has no chance. Elsewhere the first label in the text has them all.
    static func shares(in response: ModelResponse, labels: [String]) -> [Double]? {
        // “No, I cannot help with that” says nothing about the options.
        guard response.finishReason != .filtered else { return nil }
        for token in response.logprobs {
            var chances = token.alternatives
            chances[token.token] = token.logprob
            var weights = Array(repeating: 0.0, count: labels.count)
            for (text, logprob) in chances where !logprob.isNaN {
                if let label = labels.firstIndex(of: bare(text)) { weights[label] += exp(min(logprob, 0)) }
            }
            let total = weights.reduce(0, +)
            if total > 0 { return weights.map { $0 / total } }
        }
        let words = response.text.split { !$0.isLetter && !$0.isNumber }.map(bare)
        guard let named = words.lazy.compactMap({ labels.firstIndex(of: $0) }).first else { return nil }
        return labels.indices.map { $0 == named ? 1 : 0 }
    }

    private static func bare(_ text: some StringProtocol) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
