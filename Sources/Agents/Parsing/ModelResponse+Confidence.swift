import Foundation
import Planning

extension ModelResponse {
    /// How sure the model is of a part of its answer, from 0 to 1: as sure as of the token of that part of which
    /// it is least sure (algorithms.md 6.10). A product over all tokens would call long answers unsure.
    /// - Parameter span: the part, as it is written; the last place where it stands counts.
    /// - Returns: nil where the provider does not say what tokens were how likely.
    func confidence(in span: String?) -> Double? {
        guard let span, !span.isEmpty, !logprobs.isEmpty else { return nil }
        // The tokens may begin or end with what is no part of the text, so the part is looked for among them.
        let written = logprobs.map(\.token).joined()
        guard let place = written.ranges(of: span).last else { return nil }
        let begin = written.utf8.distance(from: written.startIndex, to: place.lowerBound)
        let end = written.utf8.distance(from: written.startIndex, to: place.upperBound)
        var offset = 0
        var least = 0.0
        for token in logprobs {
            let next = offset + token.token.utf8.count
            if next > begin, offset < end {
                guard !token.logprob.isNaN else { return nil }
                least = min(least, token.logprob)
            }
            offset = next
        }
        return exp(least)
    }
}
