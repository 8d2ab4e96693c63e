/// A value of a GGUF file's metadata.
enum GGUFValue: Hashable, Sendable {
    case integer(Int64)
    case float(Double)
    case bool(Bool)
    case text(String)
    case integers([Int64])
    case floats([Double])
    case texts([String])
    /// A list of something that no model of ours has lists of; read over.
    case other

    /// Reads the value of the type with this number.
    init(type: UInt32, from cursor: inout GGUFCursor) throws {
        switch type {
        case 0...5, 10, 11: self = .integer(try Self.integer(type, &cursor))
        case 6, 12: self = .float(try Self.float(type, &cursor))
        case 7: self = .bool(try Self.bool(&cursor))
        case 8: self = .text(try cursor.readText(what: "a text"))
        case 9: self = try Self.list(from: &cursor)
        default: throw GGUFFault.malformed("it has a value of the unknown type \(type)")
        }
    }

    private static func integer(_ type: UInt32, _ cursor: inout GGUFCursor) throws -> Int64 {
        switch type {
        case 0: return Int64(try cursor.read(UInt8.self))
        case 1: return Int64(try cursor.read(Int8.self))
        case 2: return Int64(try cursor.read(UInt16.self))
        case 3: return Int64(try cursor.read(Int16.self))
        case 4: return Int64(try cursor.read(UInt32.self))
        case 5: return Int64(try cursor.read(Int32.self))
        case 10:
            let value = try cursor.read(UInt64.self)
            // No count or index of a model is anywhere near.
            return Int64(exactly: value) ?? .max
        default: return try cursor.read(Int64.self)
        }
    }

    private static func float(_ type: UInt32, _ cursor: inout GGUFCursor) throws -> Double {
        if type == 6 { return Double(Float(bitPattern: try cursor.read(UInt32.self))) }
        return Double(bitPattern: try cursor.read(UInt64.self))
    }

    private static func bool(_ cursor: inout GGUFCursor) throws -> Bool {
        switch try cursor.read(UInt8.self) {
        case 0: return false
        case 1: return true
        case let byte: throw GGUFFault.malformed("it has \(byte) where true or false should stand")
        }
    }

    private static func list(from cursor: inout GGUFCursor) throws -> GGUFValue {
        let type = try cursor.read(UInt32.self)
        switch type {
        case 0...5, 10, 11:
            let sizes: [UInt32: Int] = [0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 10: 8, 11: 8]
            let count = try cursor.readCount(ofSize: sizes[type] ?? 1, what: "numbers in a list")
            return .integers(try (0..<count).map { _ in try integer(type, &cursor) })
        case 6, 12:
            let count = try cursor.readCount(ofSize: type == 6 ? 4 : 8, what: "numbers in a list")
            return .floats(try (0..<count).map { _ in try float(type, &cursor) })
        case 7:
            for _ in 0..<(try cursor.readCount(ofSize: 1, what: "values in a list")) { _ = try bool(&cursor) }
            return .other
        case 8:
            let count = try cursor.readCount(ofSize: 8, what: "texts in a list")
            return .texts(try (0..<count).map { _ in try cursor.readText(what: "a text of a list") })
        // A list of lists could be nested as deep as the file is long.
        case 9: throw GGUFFault.unsupported("it has a list of lists")
        default: throw GGUFFault.malformed("it has a list of the unknown type \(type)")
        }
    }
}
