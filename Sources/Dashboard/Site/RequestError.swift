/// A request that cannot be understood: what is wrong with it.
struct RequestError: Error, Sendable, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension [String: String] {
    /// A parameter that is not empty.
    func text(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A parameter that is a number.
    func number(_ name: String) throws -> Double? {
        try text(name).map { text in
            guard let number = Double(text), number.isFinite else {
                throw RequestError("\(name) is no number")
            }
            return number
        }
    }

    /// A parameter that is a whole number within bounds.
    func count(_ name: String, in bounds: ClosedRange<Int>) throws -> Int? {
        try text(name).map { text in
            guard let number = Int(text), bounds.contains(number) else {
                throw RequestError("\(name) has to be from \(bounds.lowerBound) to \(bounds.upperBound)")
            }
            return number
        }
    }
}
