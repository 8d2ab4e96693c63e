import Foundation

/// A GGUF file to be written, sound or not.
struct GGUFDocument {
    enum Value {
        case count(UInt32)
        case float(Float)
        case bool(Bool)
        case text(String)
        case texts([String])
        case counts([Int32])
        case floats([Float])
        /// The number of a type, and bytes that claim to be of it.
        case raw(UInt32, [UInt8])
    }

    struct Tensor {
        let name: String
        /// GGUF's number of the type.
        var type: UInt32
        var dimensions: [Int]
        var bytes: [UInt8]
    }

    var version: UInt32 = 3
    var values: [(key: String, value: Value)] = []
    var tensors: [Tensor] = []
    var alignment = 32

    /// Sets a value, in place of one that is there.
    mutating func set(_ key: String, _ value: Value?) {
        values.removeAll { $0.key == key }
        if let value { values.append((key, value)) }
    }

    /// The file.
    var data: Data {
        var bytes: [UInt8] = []
        bytes.put("GGUF".utf8)
        bytes.put(version)
        bytes.put(UInt64(tensors.count))
        bytes.put(UInt64(values.count))
        for (key, value) in values {
            bytes.put(text: key)
            bytes.put(value)
        }
        var offset = 0
        for tensor in tensors {
            bytes.put(text: tensor.name)
            bytes.put(UInt32(tensor.dimensions.count))
            for size in tensor.dimensions { bytes.put(UInt64(size)) }
            bytes.put(tensor.type)
            bytes.put(UInt64(offset))
            offset = (offset + tensor.bytes.count + alignment - 1) / alignment * alignment
        }
        for tensor in tensors {
            bytes.pad(to: alignment)
            bytes.put(tensor.bytes)
        }
        return Data(bytes)
    }

    /// Where the tensors begin.
    var headerSize: Int {
        var header = self
        header.tensors = tensors.map { Tensor(name: $0.name, type: $0.type, dimensions: $0.dimensions, bytes: []) }
        return header.data.count
    }
}

extension [UInt8] {
    mutating func put(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    mutating func put(_ bytes: some Sequence<UInt8>) { append(contentsOf: bytes) }

    mutating func put(text: String) {
        put(UInt64(text.utf8.count))
        put(text.utf8)
    }

    mutating func pad(to size: Int) {
        append(contentsOf: repeatElement(0, count: (size - count % size) % size))
    }

    mutating func put(_ value: GGUFDocument.Value) {
        switch value {
        case .count(let number):
            put(UInt32(4))
            put(number)
        case .float(let number):
            put(UInt32(6))
            put(number.bitPattern)
        case .bool(let flag):
            put(UInt32(7))
            append(flag ? 1 : 0)
        case .text(let text):
            put(UInt32(8))
            put(text: text)
        case .texts(let texts):
            list(of: 8, count: texts.count)
            for text in texts { put(text: text) }
        case .counts(let numbers):
            list(of: 5, count: numbers.count)
            for number in numbers { put(number) }
        case .floats(let numbers):
            list(of: 6, count: numbers.count)
            for number in numbers { put(number.bitPattern) }
        case .raw(let type, let bytes):
            put(type)
            put(bytes)
        }
    }

    private mutating func list(of type: UInt32, count: Int) {
        put(UInt32(9))
        put(type)
        put(UInt64(count))
    }
}
