import Foundation

/// Where a share may lie, by a sample of it: the interval of Clopper and Pearson (Biometrika 26, 1934).
///
/// It covers the true share at least as often as it says, whatever that share is, and it does so too where
/// the chances of the single trials differ, as they do when one of every few steps is looked at (Hoeffding,
/// Ann. Math. Stat. 27, 1956): it is rather too wide than too narrow.
public enum BinomialInterval {
    /// The interval for `hits` of `trials`; nil without a trial.
    /// - Parameter confidence: how often it holds the true share, such as 0.95.
    public static func clopperPearson(
        hits: Int, trials: Int, confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        guard trials > 0, (0...trials).contains(hits), (0..<1).contains(confidence) else { return nil }
        let tail = (1 - confidence) / 2
        // The least share at which so many hits are not too many, and the greatest at which they are not too few.
        let low = hits == 0 ? 0 : root { 1 - lowerTail(hits - 1, trials, $0) - tail }
        let high = hits == trials ? 1 : root { tail - lowerTail(hits, trials, $0) }
        return low...max(low, high)
    }

    /// Where a function that rises from below 0 to above 0 on 0…1 is 0.
    private static func root(of function: (Double) -> Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if function(middle) < 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The chance of at most `hits` among `trials` that each hit with chance `share`.
    private static func lowerTail(_ hits: Int, _ trials: Int, _ share: Double) -> Double {
        guard share > 0 else { return 1 }
        guard share < 1 else { return hits >= trials ? 1 : 0 }
        // Every term from the one before it, as logarithms: the first one may be too small for a number.
        var term = Double(trials) * log1p(-share)
        var sum = exp(term)
        let odds = log(share) - log1p(-share)
        for hit in stride(from: 1, through: hits, by: 1) {
            term += log(Double(trials - hit + 1)) - log(Double(hit)) + odds
            sum += exp(term)
        }
        return min(sum, 1)
    }
}
