/// Byte-pair encoding as GPT-2 does it (Sennrich et al. 2016, on bytes). A vocabulary of bytes is the
/// case without merges.
struct BytePairEncoder: TextEncoder {
    private struct Pair: Hashable {
        let left: Int
        let right: Int
    }

    private let byteTokens: [Int?]
    private let merges: [Pair: (token: Int, rank: Int)]
    private let splitter: WordSplitter
    /// Whole words that are tokens stay whole, whatever the merges say; nil if merges decide.
    private let wholeWords: [[UInt8]: Int]?

    /// - Parameter bytes: what each token writes; nil for tokens that no text is made of.
    init(_ file: GGUFFile, bytes: [[UInt8]?]) throws {
        guard let list = try file.texts(ifPresent: "tokenizer.ggml.merges") else {
            throw GGUFFault.malformed("tokenizer.ggml.merges is missing")
        }
        let tokens = Dictionary(
            bytes.enumerated().compactMap { index, bytes in bytes.map { ($0, index) } }, uniquingKeysWith: { $1 })
        byteTokens = (UInt8.min...UInt8.max).map { tokens[[$0]] }
        var merges: [Pair: (token: Int, rank: Int)] = [:]
        for (rank, merge) in list.enumerated() {
            // The first character may itself be a space that stands for something.
            guard let space = merge.dropFirst().firstIndex(of: " "),
                let first = ByteAlphabet.bytes(of: String(merge[..<space])),
                let second = ByteAlphabet.bytes(of: String(merge[merge.index(after: space)...])),
                let left = tokens[first], let right = tokens[second], let whole = tokens[first + second]
            else { continue }
            let pair = Pair(left: left, right: right)
            if merges[pair] == nil { merges[pair] = (whole, rank) }
        }
        self.merges = merges
        let name = try file.text(ifPresent: "tokenizer.ggml.pre") ?? "default"
        if let splitter = WordSplitter(named: name) {
            self.splitter = splitter
        } else if merges.isEmpty {
            // Nothing is joined, so it does not matter where words end.
            splitter = .gpt2
        } else {
            throw GGUFFault.unsupported("it splits text by the rules “\(name)”")
        }
        wholeWords = splitter == .llama3 ? tokens : nil
    }

    func tokens(of text: String, isBeginning: Bool) -> [Int]? {
        guard !merges.isEmpty else {
            // In one piece they are read in a fraction of the time.
            return text.utf8.withContiguousStorageIfAvailable(tokens(ofBytes:)) ?? tokens(ofBytes: text.utf8)
        }
        var result: [Int] = []
        for word in splitter.words(of: text) {
            guard let tokens = tokens(ofWord: Array(String(word).utf8)) else { return nil }
            result += tokens
        }
        return result
    }

    private func tokens(ofWord word: [UInt8]) -> [Int]? {
        if let token = wholeWords?[word] { return [token] }
        guard let tokens = tokens(ofBytes: word) else { return nil }
        let pieces = tokens.enumerated().map { (range: $0.offset..<$0.offset + 1, token: Int?.some($0.element)) }
        return SymbolMerger.merge(pieces) { left, right in
            guard let left = left.token, let right = right.token,
                let merge = merges[Pair(left: left, right: right)]
            else { return nil }
            return (merge.token, Double(merge.rank))
        }.compactMap(\.token)
    }

    private func tokens(ofBytes bytes: some Collection<UInt8>) -> [Int]? {
        var tokens: [Int] = []
        tokens.reserveCapacity(bytes.count + 1)
        for byte in bytes {
            guard let token = byteTokens[Int(byte)] else { return nil }
            tokens.append(token)
        }
        return tokens
    }
}
