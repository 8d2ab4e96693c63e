/// How many calls of one model may be open at once, by what its provider lets pass: as many as want to, until
/// the provider refuses some for being too many. From then on the number falls and rises as a congestion window
/// does (additive increase, multiplicative decrease: Chiu and Jain, 1989). A value.
///
/// Calls that were open when the provider refused the first one are likely to be refused too, and say nothing
/// new. They are one episode, and it cuts the number once.
struct AdaptiveLimit: Sendable, Hashable {
    /// What a refusal leaves of the calls that were open.
    static let decrease = 0.8

    private var window: Double?
    /// Calls with a lower number were let in before the last cut.
    private var firstAfterCut = 0

    /// The most calls at once, at least one; nil as long as nothing was refused.
    var most: Int? { window.map { max(1, Int($0)) } }

    /// A call came to its end: about one more may be open after as many of these as may be open now.
    mutating func succeeded() {
        window = window.map { $0 + 1 / max($0, 1) }
    }

    /// A call was refused.
    /// - Parameters:
    ///   - admission: the number under which the call was let in.
    ///   - open: how many calls were open, this one included.
    ///   - next: the number of the next call that is let in.
    /// - Returns: whether a new episode began, and the number was cut.
    @discardableResult
    mutating func refused(admission: Int, open: Int, next: Int) -> Bool {
        guard admission >= firstAfterCut else { return false }
        window = max(1, Double(max(open, 1)) * Self.decrease)
        firstAfterCut = next
        return true
    }
}
