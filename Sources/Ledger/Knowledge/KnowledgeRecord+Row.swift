import Foundation
import GRDB
import Planning

extension KnowledgeRecord {
    /// Reads a row of the table `knowledge`. A state that is no JSON is null, which nobody takes for knowledge,
    /// and a digest that cannot be read is an empty one: it is only for people.
    init(_ row: Row) {
        let digest = try? JSONDecoder().decode(KnowledgeDigest.self, from: Data((row["digest"] as String).utf8))
        self.init(
            key: KnowledgeKey(agent: row["agent"], drafter: row["drafter"], verifier: row["verifier"]),
            format: row["format"], updatedAt: row["updated_ms"], labels: row["labels"],
            digest: digest ?? KnowledgeDigest(), state: (try? JSONValue(parsing: row["state"])) ?? .null)
    }
}

extension KnowledgeDigest {
    /// The digest as JSON; empty if it holds a number that JSON cannot express.
    var json: JSONValue {
        let data = try? JSONEncoder().encode(self)
        return data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } ?? [:]
    }
}
