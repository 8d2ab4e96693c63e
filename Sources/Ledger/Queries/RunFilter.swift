/// Which runs a list shows; what is nil or empty leaves nothing out.
public struct RunFilter: Sendable, Hashable {
    /// Words that the task has, each of them or one that begins so.
    public var search: String?
    /// How the run stands.
    public var status: String?
    /// The strategy's name.
    public var strategy: String?
    /// The agent definition's name.
    public var agent: String?
    /// The smallest λ.
    public var leastLambda: Double?
    /// The largest λ.
    public var mostLambda: Double?

    /// A filter that leaves nothing out.
    public init() {}

    /// The conditions as SQL, and what stands for the question marks in them. The plus signs keep SQLite to the one
    /// index that holds all that is asked for, in the order in which it is shown.
    var conditions: (sql: String, arguments: [String?]) {
        var parts: [(String, String)] = []
        if let status { parts.append(("status = ?", status)) }
        if let strategy { parts.append(("strategy = ?", strategy)) }
        if let agent { parts.append(("+agent = ?", agent)) }
        if let leastLambda { parts.append(("lambda >= CAST(? AS REAL)", String(leastLambda))) }
        if let mostLambda { parts.append(("lambda <= CAST(? AS REAL)", String(mostLambda))) }
        if let query { parts.append(("+run IN (SELECT run FROM task_texts WHERE task_texts MATCH ?)", query)) }
        return (parts.map(\.0).joined(separator: " AND "), parts.map(\.1))
    }

    /// The words, each as the beginning of a phrase of its own, so that nothing in them is an operator.
    private var query: String? {
        let words = (search ?? "").split { !$0.isLetter && !$0.isNumber }.prefix(16)
        return words.isEmpty ? nil : words.map { "\"\($0)\"*" }.joined(separator: " ")
    }
}
