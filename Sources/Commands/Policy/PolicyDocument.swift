import Control
import Foundation
import Planning
import Rewards

/// What was learnt, as a file that can be carried to another machine.
struct PolicyDocument: Codable {
    /// The name and version of this format.
    static let currentSchema = "outrider.policy/1"

    let schema: String
    let policies: [KnowledgeRecord]

    init(_ policies: [KnowledgeRecord]) {
        schema = Self.currentSchema
        self.policies = policies
    }

    /// Reads a document, and refuses what is none. Of what it says about itself nothing is believed: the
    /// counts are made anew from the episodes.
    /// - Parameter source: where it comes from, for messages.
    init(parsing data: Data, from source: String) throws {
        struct Envelope: Decodable { let schema: String? }
        guard let schema = try? JSONDecoder().decode(Envelope.self, from: data).schema else {
            throw Self.failure(source, "it is no JSON object with a “schema”")
        }
        guard schema == Self.currentSchema else {
            throw Self.failure(source, "its schema is “\(schema.printable.clipped(to: 40))”")
        }
        let found: PolicyDocument
        do {
            found = try JSONDecoder().decode(PolicyDocument.self, from: data)
        } catch let error as DecodingError {
            throw Self.failure(source, "\(error.place) cannot be read")
        }
        let records = try found.policies.map { record in
            if let audits = ScoreCalibration.audits(in: record) {
                return KnowledgeRecord(
                    audits: audits.suffix(ScoreCalibration.capacity), under: record.key, savedAt: record.updatedAt)
            }
            do {
                return KnowledgeRecord(try Experience(record), under: record.key, savedAt: record.updatedAt)
            } catch let error as UnreadableExperience {
                throw Self.failure(source, "of “\(record.key.description.printable)”: \(error.description.printable)")
            }
        }
        guard Set(records.map(\.key)).count == records.count else {
            throw Self.failure(source, "it holds the same policy twice")
        }
        self.init(records)
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    private static func failure(_ source: String, _ flaw: String) -> Failure {
        Failure(
            .invalidInput,
            "\(source) holds no policy of \(currentSchema): \(flaw); nothing was changed. "
                + "`outrider policy export` writes what can be imported")
    }
}

extension DecodingError {
    /// Where in the document it went wrong, such as `policies[0].labels`.
    fileprivate var place: String {
        let path =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            case .keyNotFound(let key, let context): context.codingPath + [key]
            @unknown default: [any CodingKey]()
            }
        let text = path.reduce("") { text, key in
            key.intValue.map { "\(text)[\($0)]" } ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
        }
        return text.isEmpty ? "it" : "“\(text.printable)”"
    }
}
