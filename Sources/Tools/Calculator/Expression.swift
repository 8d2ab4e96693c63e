/// Reads an expression and computes it on the way.
///
/// `^` binds tightest and to the right, then the sign (`-2^2` is -4), then `* / %`, then `+ -`.
struct Expression {
    private static let lengthLimit = 2000
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// The value of an expression.
    /// - Throws: ``ToolFailure`` that says what is wrong and where.
    static func value(of text: String) throws(ToolFailure) -> ExactNumber {
        guard text.utf8.count <= lengthLimit else {
            throw ToolFailure("the expression is longer than \(lengthLimit) characters")
        }
        var expression = Expression(bytes: Array(text.utf8))
        let value = try expression.sum()
        guard expression.next == nil else { throw expression.unexpected("an operator") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func sum() throws(ToolFailure) -> ExactNumber {
        var value = try product()
        while true {
            if take("+") {
                value = try value.plus(product())
            } else if take("-") {
                value = try value.plus(product().negated)
            } else {
                return value
            }
        }
    }

    private mutating func product() throws(ToolFailure) -> ExactNumber {
        var value = try signed()
        while true {
            if take("*") {
                value = try value.times(signed())
            } else if take("/") {
                value = try value.divided(by: signed())
            } else if take("%") {
                value = try value.remainder(by: signed())
            } else {
                return value
            }
        }
    }

    private mutating func signed() throws(ToolFailure) -> ExactNumber {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ToolFailure("the expression is nested more than \(Self.depthLimit) levels deep")
        }
        if take("-") { return try signed().negated }
        if take("+") { return try signed() }
        let base = try atom()
        return take("^") ? try base.power(signed()) : base
    }

    private mutating func atom() throws(ToolFailure) -> ExactNumber {
        if take("(") { return try closing(sum()) }
        guard let next else { throw unexpected("a number") }
        if Self.isDigit(next) || next == UInt8(ascii: ".") { return try number() }
        if Self.isLetter(next) { return try call() }
        throw unexpected("a number")
    }

    private mutating func call() throws(ToolFailure) -> ExactNumber {
        let start = place
        while place < bytes.count, Self.isLetter(bytes[place]) || Self.isDigit(bytes[place]) { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        guard take("(") else { throw unexpected("“(” after “\(name)”") }
        var arguments = [try sum()]
        while take(",") { arguments.append(try sum()) }
        return try closing(ExactNumber.applying(name, to: arguments))
    }

    private mutating func closing(_ value: ExactNumber) throws(ToolFailure) -> ExactNumber {
        guard take(")") else { throw unexpected("“)”") }
        return value
    }

    private mutating func number() throws(ToolFailure) -> ExactNumber {
        let start = place
        var isWhole = true
        while place < bytes.count {
            let byte = bytes[place]
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let followsExponent = place > start && bytes[place - 1] | 0x20 == UInt8(ascii: "e")
            guard
                Self.isDigit(byte) || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
                    || (isSign && followsExponent)
            else { break }
            isWhole = isWhole && Self.isDigit(byte)
            place += 1
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let integer = Int128(text) { return .integer(integer) }
        guard let real = Double(text) else { throw ToolFailure("“\(text)” is not a number") }
        return try ExactNumber(real, "“\(text)”")
    }

    /// The next character that is no blank.
    private var next: UInt8? {
        bytes[place...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private func unexpected(_ expected: String) -> ToolFailure {
        guard next != nil else { return ToolFailure("the expression ends where \(expected) is expected") }
        let rest = String(decoding: bytes[place...].prefix(20), as: UTF8.self)
        return ToolFailure("at “\(rest)” (character \(place + 1)) \(expected) is expected")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
