import Foundation
import Planning

/// One request to a scoring, reranking or pooling endpoint, and how its answer is read (algorithms.md 6.25). A value
/// with no I/O.
///
/// The texts are the messages of the request: for pairs a question and then the candidates, else each a text to be
/// scored. The answer comes out as text, a JSON list of one score for each candidate, in their order.
struct ScoringFormat: Sendable, Hashable {
    private let api: Provider.API
    private let scale: ScoreScale
    private let model: String
    private let question: String
    private let texts: [String]

    /// - Returns: nil where the provider speaks of chats.
    init?(of request: ModelRequest, by provider: Provider) {
        guard provider.api.scores else { return nil }
        api = provider.api
        scale = provider.scores ?? ScoreScale(of: api)
        model = request.model.id.name
        let messages = request.messages.map(\.text)
        question = api.scoresPairs ? messages.first ?? "" : ""
        texts = api.scoresPairs ? Array(messages.dropFirst()) : messages
    }

    /// The body of the request. Equal requests give equal bytes.
    var body: [UInt8] {
        let texts = JSONValue.array(texts.map { .string($0) })
        var members: [String: JSONValue] = ["model": .string(model)]
        switch api {
        case .rerank:
            members["query"] = .string(question)
            members["documents"] = texts
            members["return_documents"] = false
        case .score:
            members["text_1"] = .string(question)
            members["text_2"] = texts
        case .classify: members["text"] = texts
        case .pooling, .openai: members["input"] = texts
        }
        return JSONValue.object(members).canonicalBytes
    }

    /// What an answer says.
    /// - Throws: ``BackendError/Code/malformedResponse`` for anything but one score for each text.
    func events(reading bytes: [UInt8], _ failures: FailureReader) throws(BackendError) -> [ModelEvent] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let document = try? JSONValue(parsing: text), let entries = entries(of: document) else {
            throw malformed("what is no answer of `api: \(api.rawValue)`", text, failures)
        }
        guard entries.count == texts.count else {
            throw malformed("\(entries.count) scores for \(texts.count) texts", text, failures)
        }
        var scores = [Double?](repeating: nil, count: texts.count)
        for (place, entry) in entries.enumerated() {
            // SGLang's reward models answer in the order of the texts and say no number.
            let index = entry["index"].map { $0.integer.flatMap(Int.init(exactly:)) ?? -1 } ?? place
            guard scores.indices.contains(index), scores[index] == nil, let score = score(of: entry) else {
                throw malformed("a score that cannot be read", entry.canonical, failures)
            }
            scores[index] = score
        }
        let answer = JSONValue.array(scores.compactMap { $0 }.map { JSONValue($0) }).canonical
        return usage(in: document, entries) + [.text(answer), .finished(.stop)]
    }

    private func entries(of document: JSONValue) -> [JSONValue]? {
        switch api {
        // vLLM and Infinity, older versions of Infinity, SGLang.
        case .rerank: document["results"]?.array ?? document["data"]?.array ?? document.array
        case .score, .pooling, .openai: document["data"]?.array
        // One text alone is answered by one object.
        case .classify: document.array ?? (document.object == nil ? nil : [document])
        }
    }

    private func score(of entry: JSONValue) -> Double? {
        switch api {
        case .rerank: (entry["relevance_score"] ?? entry["score"])?.double.map(chance)
        case .score: entry["score"]?.double.map(chance)
        case .pooling, .openai: entry["data"]?.array.flatMap(pooled)
        case .classify: entry["embedding"]?.array.flatMap(pooled)
        }
    }

    /// What a model says at the end of a text: one value, or two, of which the second is for good; of a model that
    /// says something at every step or token, the last.
    private func pooled(_ values: [JSONValue]) -> Double? {
        if let rows = values.last?.array { return pooled(rows) }
        let numbers = values.compactMap(\.double)
        guard numbers.count == values.count else { return nil }
        switch numbers.count {
        case 1: return chance(numbers[0])
        case 2:
            let isChance = numbers.allSatisfy { (0...1).contains($0) } && abs(numbers[0] + numbers[1] - 1) < 0.01
            return isChance ? numbers[1] : Self.logistic(numbers[1] - numbers[0])
        default: return nil
        }
    }

    private func chance(_ value: Double) -> Double {
        switch scale {
        case .chance: value
        case .logit: Self.logistic(value)
        }
    }

    private static func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }

    private func usage(in document: JSONValue, _ entries: [JSONValue]) -> [ModelEvent] {
        if let known = OpenAIChatUsage(in: document) {
            return [.usage(known.usage, raw: known.raw.canonical)]
        }
        let counts = entries.compactMap { $0["meta_info"]?["prompt_tokens"]?.integer }
            .filter { (0...1_000_000_000).contains($0) }
        guard !counts.isEmpty, counts.count == entries.count else { return [] }
        return [.usage(Usage(freshInput: Int(counts.reduce(0, +)), provenance: .reported), raw: nil)]
    }

    private func malformed(_ what: String, _ excerpt: String, _ failures: FailureReader) -> BackendError {
        failures.malformed(
            what, excerpt: excerpt, format: "an endpoint for `api: \(api.rawValue)` (docs/rewards.md)")
    }
}
