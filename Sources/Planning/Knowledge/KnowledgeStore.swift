/// Where knowledge is kept between runs. The record of runs is one.
public protocol KnowledgeStore: Sendable {
    /// What is known under `key`; nil when nothing is.
    func knowledge(under key: KnowledgeKey) async throws -> KnowledgeRecord?

    /// Replaces what is known under `key` by what `change` makes of it, in one piece: nothing that
    /// another process saves meanwhile is lost. `change` gets nil when nothing is known yet, and a record
    /// with a state of null when it cannot be read; where it returns nil, everything stays as it is.
    func changeKnowledge(
        under key: KnowledgeKey, _ change: @Sendable @escaping (KnowledgeRecord?) -> KnowledgeRecord?
    ) async throws
}
