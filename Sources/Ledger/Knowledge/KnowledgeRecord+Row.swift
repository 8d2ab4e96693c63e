import Foundation
import GRDB
import Planning

extension KnowledgeRecord {
    /// Reads a row of the table `knowledge`; nil when its state is no JSON. A digest that cannot be
    /// read is an empty one: it is only for people.
    init?(_ row: Row) {
        guard let state = try? JSONValue(parsing: row["state"]) else { return nil }
        let digest = try? JSONDecoder().decode(KnowledgeDigest.self, from: Data((row["digest"] as String).utf8))
        self.init(
            key: KnowledgeKey(agent: row["agent"], drafter: row["drafter"], verifier: row["verifier"]),
            format: row["format"], identity: row["identity"], updatedAt: row["updated_ms"], labels: row["labels"],
            digest: digest ?? KnowledgeDigest(), state: state)
    }
}

extension KnowledgeDigest {
    /// The digest as JSON; empty if it holds a number that JSON cannot express.
    var json: JSONValue {
        let data = try? JSONEncoder().encode(self)
        return data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } ?? [:]
    }
}
