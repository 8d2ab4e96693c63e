import HTTPTypes

/// Puts the head of a reply together from its lines. Interim replies (1xx) and trailers are skipped.
struct HeadAssembler {
    /// More than this is no head but an attack or a mistake.
    static let maximumBytes = 256 << 10

    private var bytes = 0
    private var status: HTTPResponse.Status?
    private var fields = HTTPFields()
    private var isComplete = false

    enum Outcome {
        case goesOn
        case complete(HTTPResponse)
        case tooLarge
    }

    /// Takes one line, with its line end.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Outcome {
        guard !isComplete else { return .goesOn }
        bytes += line.count
        guard bytes <= Self.maximumBytes else { return .tooLarge }
        var text = line[...]
        while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { text.removeLast() }
        if text.isEmpty { return endOfBlock() }
        if text.starts(with: "HTTP/".utf8) {
            begin(text)
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")),
            let name = HTTPField.Name(String(decoding: text[..<colon], as: UTF8.self))
        {
            fields.append(HTTPField(name: name, lenientValue: Self.trimmed(text[(colon + 1)...])))
        }
        return .goesOn
    }

    private mutating func begin(_ line: Slice<UnsafeRawBufferPointer>) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        fields = HTTPFields()
        status = nil
        guard parts.count > 1, parts[1].count == 3, let code = Int(String(decoding: parts[1], as: UTF8.self)),
            (100...999).contains(code)
        else { return }
        let reason = parts.count > 2 ? String(decoding: parts[2], as: UTF8.self) : ""
        status = HTTPResponse.Status(code: code, reasonPhrase: reason)
    }

    private mutating func endOfBlock() -> Outcome {
        guard let status, status.code >= 200 else { return .goesOn }
        isComplete = true
        return .complete(HTTPResponse(status: status, headerFields: fields))
    }

    private static func trimmed(_ value: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var value = value.drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        return value
    }
}
