/// What can tell calls apart in a table of spend.
public enum SpendGrouping: String, Sendable, Hashable, CaseIterable {
    /// The day in UTC on which the call was started.
    case day
    /// The model's full name.
    case model
    /// The agent definition's name.
    case agent
    /// `drafter` or `verifier`.
    case role
    /// `finished`, `failed`, `cancelled`, or `open` for a call that was never settled.
    case outcome
    /// What became of the result: `useful`, or why it was spent in vain; `open` while that is not known.
    case standing

    /// What ``list(_:)`` takes, for messages.
    public static let form =
        "one or several of \(allCases.map(\.rawValue).joined(separator: ", ")), each once, with commas between them"

    /// Reads a list of names with commas between them; nil where a name is not known or comes twice, and where there is
    /// none.
    public static func list(_ text: String) -> [SpendGrouping]? {
        let names = text.split(separator: ",")
        let groupings = names.compactMap { SpendGrouping(rawValue: String($0.trimmingPrefix(while: \.isWhitespace))) }
        guard !groupings.isEmpty, groupings.count == names.count, Set(groupings).count == names.count else {
            return nil
        }
        return groupings
    }
}
