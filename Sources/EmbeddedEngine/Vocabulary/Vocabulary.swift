/// The tokens of a model: how text becomes tokens and tokens become text.
final class Vocabulary: Sendable {
    /// The bytes of each token; none for those that steer.
    private let bytes: [[UInt8]]
    private let encoder: any TextEncoder
    /// What every text begins with, if anything.
    private let opening: Int?
    /// Tokens that end an answer.
    private let endings: Set<Int>

    /// How many tokens there are.
    var count: Int { bytes.count }

    /// Reads a file's vocabulary.
    init(_ file: GGUFFile) throws {
        guard let texts = try file.texts(ifPresent: "tokenizer.ggml.tokens"), !texts.isEmpty else {
            throw GGUFFault.malformed("tokenizer.ggml.tokens is missing")
        }
        let types = try Self.types(file, count: texts.count)
        func token(_ name: String) throws -> Int? {
            try file.count(ifPresent: "tokenizer.ggml.\(name)_token_id", in: 0...texts.count - 1)
        }
        let opens: Bool
        switch try file.text(ifPresent: "tokenizer.ggml.model") {
        case "gpt2":
            let words = zip(texts, types).map { text, type in
                type == .normal ? ByteAlphabet.bytes(of: text) : nil
            }
            encoder = try BytePairEncoder(file, bytes: words)
            bytes = words.map { $0 ?? [] }
            let splitter = try file.text(ifPresent: "tokenizer.ggml.pre").flatMap(WordSplitter.init)
            opens = splitter == .llama3
        case "llama":
            encoder = try SentencePieceEncoder(file, texts: texts, types: types)
            bytes = zip(texts, types).map { text, type in
                switch type {
                case .byte: UInt8(text.dropFirst(3).dropLast(), radix: 16).map { [$0] } ?? []
                case .normal: Array(text.replacing("\u{2581}", with: " ").utf8)
                default: []
                }
            }
            opens = true
        case let name:
            throw GGUFFault.unsupported("its vocabulary is of the kind “\(name ?? "none")”")
        }
        if try file.flag(ifPresent: "tokenizer.ggml.add_bos_token") ?? opens {
            guard let token = try token("bos") else {
                throw GGUFFault.malformed("tokenizer.ggml.bos_token_id is missing")
            }
            opening = token
        } else {
            opening = nil
        }
        guard try file.flag(ifPresent: "tokenizer.ggml.add_eos_token") != true else {
            throw GGUFFault.unsupported("its prompts end with a token of their own")
        }
        let named = try ["eos", "eot", "eom"].compactMap(token)
        let known = texts.indices.filter { types[$0] == .control && Self.endingNames.contains(texts[$0]) }
        endings = Set(named + known)
    }

    /// The tokens of a prompt; nil if it has something that there is no token for. Nothing in it is
    /// taken for a token that steers.
    func prompt(_ text: String) -> [Int]? {
        guard var tokens = encoder.tokens(of: text, isBeginning: true) else { return nil }
        if let opening { tokens.insert(opening, at: 0) }
        return tokens
    }

    /// The tokens of a text that continues another one.
    func continuation(_ text: String) -> [Int]? { encoder.tokens(of: text, isBeginning: false) }

    /// What a token writes.
    func bytes(of token: Int) -> [UInt8] { bytes[token] }

    /// Whether a token ends the answer.
    func isEnding(_ token: Int) -> Bool { endings.contains(token) }

    private static func types(_ file: GGUFFile, count: Int) throws -> [TokenType] {
        guard let numbers = try file.integers(ifPresent: "tokenizer.ggml.token_type") else {
            return Array(repeating: .normal, count: count)
        }
        guard numbers.count == count else {
            throw GGUFFault.malformed("tokenizer.ggml.token_type has not one number for each token")
        }
        return try numbers.map { number in
            guard let type = TokenType(rawValue: number) else {
                throw GGUFFault.malformed("tokenizer.ggml.token_type has the unknown type \(number)")
            }
            guard type != .userDefined else { throw GGUFFault.unsupported("it has user-defined tokens") }
            return type
        }
    }

    /// By these names llama.cpp knows the ends of an answer.
    private static let endingNames: Set<String> = [
        "<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "</s>", "<|eom_id|>", "<EOT>",
        "<|end_of_text|>", "<eos>",
    ]
}
