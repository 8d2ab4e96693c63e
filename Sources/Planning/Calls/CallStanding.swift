/// Whether the result of a call stands, once that is known. Everything but `useful` is waste.
public enum CallStanding: String, Sendable, Hashable, Codable, CaseIterable {
    /// A verifier call whose answer was committed, or a drafter call that foresaw it.
    case useful
    /// A draft that the verifier did not agree with.
    case mismatched
    /// Its prefix turned out to be wrong.
    case wrongPrefix = "wrong-prefix"
    /// Nothing needed it any more.
    case unused
    /// It failed.
    case failed
}
