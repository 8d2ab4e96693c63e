/// A tensor of a GGUF file: where it lies and what it is.
struct GGUFTensor: Hashable, Sendable {
    /// How the weights are stored.
    enum Encoding: UInt32, Sendable {
        case single = 0
        case half = 1
        /// Blocks of 32: a scale of half precision and 32 signed bytes.
        case bytes = 8

        /// The bytes of a row of `width` weights.
        func size(of width: Int) -> Int {
            switch self {
            case .single: width * 4
            case .half: width * 2
            case .bytes: width / 32 * 34
            }
        }
    }

    let name: String
    let encoding: Encoding
    /// Weights of a row.
    let width: Int
    /// Rows; 1 for a vector.
    let height: Int
    /// The first byte, counted from the start of the file.
    let offset: Int

    /// All bytes.
    var size: Int { encoding.size(of: width) * height }
}

extension GGUFTensor {
    /// Reads a tensor's description; its offset still counts from where the tensors begin.
    init(from cursor: inout GGUFCursor) throws {
        let name = try cursor.readText(what: "a tensor's name")
        let rank = try cursor.read(UInt32.self)
        guard (1...4).contains(rank) else {
            throw GGUFFault.malformed("tensor \(name) has \(rank) dimensions")
        }
        // Numbers as large as this can be multiplied without a thought of overflow.
        let sizes = try (0..<rank).map { _ in
            let size = try cursor.read(UInt64.self)
            guard (1...0x7fff_ffff).contains(size) else {
                throw GGUFFault.malformed("tensor \(name) has a dimension of \(size)")
            }
            return Int(size)
        }
        let type = try cursor.read(UInt32.self)
        guard let encoding = Encoding(rawValue: type) else {
            throw GGUFFault.unsupported("tensor \(name) is stored as \(Self.name(ofType: type))")
        }
        let offset = try cursor.read(UInt64.self)
        guard sizes.dropFirst(2).allSatisfy({ $0 == 1 }) else {
            throw GGUFFault.unsupported("tensor \(name) has more than two dimensions")
        }
        guard encoding != .bytes || sizes[0] % 32 == 0 else {
            throw GGUFFault.malformed("tensor \(name) has rows of \(sizes[0]) weights in blocks of 32")
        }
        guard let offset = Int(exactly: offset) else {
            throw GGUFFault.malformed("tensor \(name) lies beyond the end")
        }
        self.init(
            name: name, encoding: encoding, width: sizes[0], height: sizes.count > 1 ? sizes[1] : 1, offset: offset)
    }

    /// The same tensor, its offset counted from the start of a file of `fileSize` bytes.
    func placed(after start: Int, alignment: Int, fileSize: Int) throws -> GGUFTensor {
        guard offset % alignment == 0 else {
            throw GGUFFault.malformed("tensor \(name) does not lie on a multiple of \(alignment)")
        }
        let (size, overflow) = encoding.size(of: width).multipliedReportingOverflow(by: height)
        guard !overflow, start <= fileSize, offset <= fileSize - start, size <= fileSize - start - offset else {
            throw GGUFFault.malformed("tensor \(name) reaches beyond the end of the file")
        }
        return GGUFTensor(name: name, encoding: encoding, width: width, height: height, offset: start + offset)
    }

    private static func name(ofType type: UInt32) -> String {
        let names: [UInt32: String] = [
            2: "q4_0", 3: "q4_1", 6: "q5_0", 7: "q5_1", 9: "q8_1", 10: "q2_K", 11: "q3_K", 12: "q4_K", 13: "q5_K",
            14: "q6_K", 15: "q8_K", 28: "f64", 30: "bf16", 39: "mxfp4",
        ]
        return names[type] ?? "type \(type)"
    }
}
