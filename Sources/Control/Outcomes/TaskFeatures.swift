/// What a controller sees of a task: enough to tell kinds of tasks apart, not the words themselves.
public struct TaskFeatures: Sendable, Hashable, Codable {
    /// Tasks for the same agent whose text differs only in names, numbers and quotations share a cluster.
    public var cluster: UInt32
    /// Which of ``buckets`` buckets the task's words and pairs of neighbouring words fall into, each once, in
    /// order: enough to learn from, and too little to read the task from.
    public var words: [UInt16]

    /// The features of a task.
    public init(agent: String, task: String) {
        let words = task.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(Self.limit)
        let hashes = words.map(\.stableHash)
        let pairs = zip(hashes, hashes.dropFirst()).map { $0.mixed(with: $1) }
        self.words = Set((hashes + pairs).map { UInt16($0.folded % UInt32(Self.buckets)) }).sorted()
        cluster = Self.template(of: task).reduce(agent.stableHash) { $0.mixed(with: $1.stableHash) }.folded
    }

    /// Features that are known already, as those of a simulated task are.
    public init(cluster: UInt32 = 0, words: [UInt16] = []) {
        self.cluster = cluster
        self.words = words
    }

    /// How many buckets there are.
    public static let buckets: UInt16 = 512

    /// More words say little about the kind of task.
    private static let limit = 256

    /// The words that make the kind of task: without quotations, and without words that hold digits,
    /// separators of paths, or a capital letter inside a sentence.
    private static func template(of task: String) -> [String] {
        var words: [String] = []
        var quotes = 0
        for word in task.split(whereSeparator: \.isWhitespace).prefix(limit) {
            let marks = word.count { "\"'`“”‘’".contains($0) }
            let isQuoted = quotes % 2 == 1 || marks > 0
            quotes += marks == 1 ? 1 : 0
            let isName = !words.isEmpty && word.first?.isUppercase == true
            if isQuoted || isName || word.contains(where: { $0.isNumber || "/\\@_".contains($0) }) { continue }
            let letters = word.lowercased().filter(\.isLetter)
            if !letters.isEmpty { words.append(letters) }
        }
        return words
    }
}
