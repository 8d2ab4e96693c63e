import Planning

/// Reads what a scoring endpoint answers.
struct ScoringDecoder: AnswerDecoder {
    let format: ScoringFormat
    /// How many texts are scored.
    let count: Int
    let failures: FailureReader
    private(set) var isFinished = false
    var hasBegun: Bool { isFinished }

    init(format: ScoringFormat, count: Int, failures: FailureReader) {
        self.format = format
        self.count = count
        self.failures = failures
    }

    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent] {
        try push(whole: Array(payload.utf8))
    }

    /// - Throws: ``BackendError/Code/malformedResponse`` for anything but one score for each text.
    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent] {
        let text = String(decoding: body, as: UTF8.self)
        guard let document = try? JSONValue(parsing: text), let entries = entries(of: document) else {
            throw failures.malformed("what is no answer of `api: \(format.kind.rawValue)`", excerpt: text)
        }
        guard entries.count == count else {
            throw failures.malformed("\(entries.count) scores for \(count) texts", excerpt: text)
        }
        var scores = [Double?](repeating: nil, count: count)
        for (place, entry) in entries.enumerated() {
            // SGLang's reward models answer in the order of the texts and say no number.
            let index = entry["index"].map { $0.integer.flatMap(Int.init(exactly:)) ?? -1 } ?? place
            guard scores.indices.contains(index), scores[index] == nil, let score = score(of: entry) else {
                throw failures.malformed("a score that cannot be read", excerpt: entry.canonical)
            }
            scores[index] = score
        }
        isFinished = true
        let answer = JSONValue.array(scores.compactMap { $0 }.map { JSONValue($0) }).canonical
        return usage(in: document, entries) + [.text(answer), .finished(.stop)]
    }

    mutating func end() throws(BackendError) -> [ModelEvent] {
        guard !isFinished else { return [] }
        throw failures.incomplete(hasBegun: false)
    }

    private func entries(of document: JSONValue) -> [JSONValue]? {
        switch format.kind {
        // vLLM and Infinity, older versions of Infinity, SGLang.
        case .rerank: document["results"]?.array ?? document["data"]?.array ?? document.array
        case .score, .pooling: document["data"]?.array
        // vLLM and Infinity; SGLang, which answers one text alone by one object.
        case .classify:
            document["data"]?.array ?? document.array ?? (document["embedding"] == nil ? nil : [document])
        }
    }

    private func score(of entry: JSONValue) -> Double? {
        switch format.kind {
        case .rerank: (entry["relevance_score"] ?? entry["score"])?.double.map(chance)
        case .score: entry["score"]?.double.map(chance)
        case .pooling: entry["data"]?.array.flatMap(pooled)
        case .classify:
            if let labels = entry.array {
                Self.labelled(labels)
            } else if let chances = entry["probs"]?.array {
                (1...2).contains(chances.count) ? chances.last?.double : nil
            } else {
                entry["embedding"]?.array.flatMap(pooled)
            }
        }
    }

    /// The chance of the only label, or of the good one of two. Infinity begins with the likeliest label, so that only
    /// its name says which is good.
    private static func labelled(_ labels: [JSONValue]) -> Double? {
        guard labels.count == 2 else { return labels.count == 1 ? labels[0]["score"]?.double : nil }
        let good = labels.filter { goodLabels.contains($0["label"]?.string?.lowercased() ?? "") }
        return good.count == 1 ? good[0]["score"]?.double : nil
    }

    /// What models call a text that is good, in small letters.
    private static let goodLabels: Set<String> = [
        "label_1", "1", "good", "positive", "correct", "right", "yes", "true",
    ]

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
            return isChance ? numbers[1] : Logistic.chance(numbers[1] - numbers[0])
        default: return nil
        }
    }

    private func chance(_ value: Double) -> Double {
        switch format.scale {
        case .chance: value
        case .logit: Logistic.chance(value)
        }
    }

    private func usage(in document: JSONValue, _ entries: [JSONValue]) -> [ModelEvent] {
        if let known = OpenAIChatUsage(in: document) {
            return [.usage(known.usage, raw: known.raw.canonical)]
        }
        let counts = entries.compactMap { $0["meta_info"]?["prompt_tokens"]?.tokenCount }
        guard !counts.isEmpty, counts.count == entries.count else { return [] }
        return [.usage(Usage(freshInput: counts.reduce(0, +), provenance: .reported), raw: nil)]
    }
}
