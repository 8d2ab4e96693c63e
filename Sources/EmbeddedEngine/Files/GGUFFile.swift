import Foundation

/// A GGUF file (versions 2 and 3), mapped into memory and checked from its first byte to its last
/// tensor: what this type hands out lies inside the file and is what it says. It stays open only while a
/// model is loaded; nobody may shorten it meanwhile.
struct GGUFFile {
    /// The file's name, for messages.
    let name: String
    let metadata: [String: GGUFValue]
    let tensors: [String: GGUFTensor]
    private let contents: Data

    /// Maps a file.
    /// - Throws: ``EmbeddedModelError``.
    init(at url: URL) throws {
        let contents: Data
        do {
            contents = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw EmbeddedModelError(
                .unreadable, "cannot read the model \(url.path): \((error as NSError).localizedDescription)")
        }
        try self.init(contents, name: url.lastPathComponent)
    }

    /// Checks the contents of a file.
    /// - Throws: ``EmbeddedModelError``.
    init(_ contents: Data, name: String) throws {
        self.name = name
        self.contents = contents
        do {
            (metadata, tensors) = try contents.withUnsafeBytes(Self.read)
        } catch let fault as GGUFFault {
            throw EmbeddedModelError(fault, in: name)
        }
    }

    /// The bytes of a tensor.
    func withBytes<Result>(of tensor: GGUFTensor, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        try contents.withUnsafeBytes { bytes in
            try body(UnsafeRawBufferPointer(rebasing: bytes[tensor.offset..<tensor.offset + tensor.size]))
        }
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer
    ) throws -> (metadata: [String: GGUFValue], tensors: [String: GGUFTensor]) {
        var cursor = GGUFCursor(bytes)
        guard bytes.count >= 4, try cursor.read(UInt32.self) == 0x4655_4747 else {
            throw GGUFFault.malformed("it is no GGUF file")
        }
        let version = try cursor.read(UInt32.self)
        guard version == 2 || version == 3 else {
            throw version.byteSwapped <= 3
                ? GGUFFault.unsupported("it is stored in big-endian order")
                : GGUFFault.unsupported("it is a GGUF file of version \(version)")
        }
        // A tensor's description takes 32 bytes at least, a value with its key 13.
        let tensorCount = try cursor.readCount(ofSize: 32, what: "tensors")
        let valueCount = try cursor.readCount(ofSize: 13, what: "values")
        var metadata: [String: GGUFValue] = [:]
        for _ in 0..<valueCount {
            let key = try cursor.readText(what: "a key")
            let value = try GGUFValue(type: try cursor.read(UInt32.self), from: &cursor)
            guard metadata.updateValue(value, forKey: key) == nil else {
                throw GGUFFault.malformed("it has two values for \(key)")
            }
        }
        let alignment = try alignment(metadata)
        let described = try (0..<tensorCount).map { _ in try GGUFTensor(from: &cursor) }
        let start = (cursor.offset + alignment - 1) / alignment * alignment
        let placed = try described.map { try $0.placed(after: start, alignment: alignment, fileSize: bytes.count) }
        return (metadata, try named(placed))
    }

    private static func alignment(_ metadata: [String: GGUFValue]) throws -> Int {
        switch metadata["general.alignment"] {
        case nil: return 32
        case .integer(let value) where (1...65536).contains(value) && value & (value - 1) == 0: return Int(value)
        default: throw GGUFFault.malformed("its alignment is no power of two")
        }
    }

    private static func named(_ tensors: [GGUFTensor]) throws -> [String: GGUFTensor] {
        var end = 0
        var named: [String: GGUFTensor] = [:]
        for tensor in tensors.sorted(by: { $0.offset < $1.offset }) {
            guard tensor.offset >= end else {
                throw GGUFFault.malformed("tensor \(tensor.name) overlaps another one")
            }
            end = tensor.offset + tensor.size
            guard named.updateValue(tensor, forKey: tensor.name) == nil else {
                throw GGUFFault.malformed("it has two tensors \(tensor.name)")
            }
        }
        return named
    }
}

extension EmbeddedModelError {
    /// What is wrong with the file of this name.
    init(_ fault: GGUFFault, in name: String) {
        switch fault {
        case .malformed(let what): self.init(.malformed, "the model \(name) is damaged: \(what)")
        case .unsupported(let what): self.init(.unsupported, "the model \(name) cannot run here: \(what)")
        }
    }
}
