extension GGUFFile {
    /// A count that the model needs, within bounds.
    func count(_ key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let value = try count(ifPresent: key, in: range) else { throw GGUFFault.malformed("\(key) is missing") }
        return value
    }

    /// A count, within bounds; nil where the file has none.
    func count(ifPresent key: String, in range: ClosedRange<Int>) throws -> Int? {
        switch metadata[key] {
        case nil: return nil
        case .integer(let value) where range.contains(Int(value)): return Int(value)
        case .integer(let value): throw GGUFFault.malformed("\(key) is \(value), not between \(range)")
        default: throw GGUFFault.malformed("\(key) is no whole number")
        }
    }

    /// A number that must be finite and above zero.
    func positive(ifPresent key: String) throws -> Float? {
        switch metadata[key] {
        case nil: return nil
        case .float(let value) where value.isFinite && Float(value) > 0 && Float(value).isFinite: return Float(value)
        case .float(let value): throw GGUFFault.malformed("\(key) is \(value)")
        default: throw GGUFFault.malformed("\(key) is no number")
        }
    }

    /// True or false.
    func flag(ifPresent key: String) throws -> Bool? {
        switch metadata[key] {
        case nil: return nil
        case .bool(let value): return value
        default: throw GGUFFault.malformed("\(key) is neither true nor false")
        }
    }

    /// A text.
    func text(ifPresent key: String) throws -> String? {
        switch metadata[key] {
        case nil: return nil
        case .text(let value): return value
        default: throw GGUFFault.malformed("\(key) is no text")
        }
    }

    /// A list of texts.
    func texts(ifPresent key: String) throws -> [String]? {
        switch metadata[key] {
        case nil: return nil
        case .texts(let values): return values
        // An empty list has the type that its writer liked best.
        case .integers([]), .floats([]): return []
        default: throw GGUFFault.malformed("\(key) is no list of texts")
        }
    }

    /// A list of whole numbers.
    func integers(ifPresent key: String) throws -> [Int64]? {
        switch metadata[key] {
        case nil: return nil
        case .integers(let values): return values
        default: throw GGUFFault.malformed("\(key) is no list of whole numbers")
        }
    }

    /// A list of numbers.
    func floats(ifPresent key: String) throws -> [Double]? {
        switch metadata[key] {
        case nil: return nil
        case .floats(let values): return values
        default: throw GGUFFault.malformed("\(key) is no list of numbers")
        }
    }

    /// A tensor of just this shape; nil where the file has none of the name.
    func tensor(ifPresent name: String, width: Int, height: Int) throws -> GGUFTensor? {
        guard let tensor = tensors[name] else { return nil }
        guard tensor.width == width, tensor.height == height else {
            throw GGUFFault.malformed(
                "tensor \(name) has \(tensor.height) × \(tensor.width) weights instead of \(height) × \(width)")
        }
        return tensor
    }
}
