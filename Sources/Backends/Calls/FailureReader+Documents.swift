import Planning

extension FailureReader {
    /// A piece of an answer, which is an object in every format.
    func object(in payload: String) throws(BackendError) -> JSONValue {
        guard let value = try? JSONValue(parsing: payload.trimmed), value.object != nil else {
            throw malformed("a piece of the answer that is no JSON object", excerpt: payload)
        }
        return value
    }

    /// A whole answer.
    func document(in body: [UInt8]) throws(BackendError) -> JSONValue {
        let text = String(decoding: body, as: UTF8.self)
        guard let value = try? JSONValue(parsing: text) else {
            throw malformed("something that is no JSON", excerpt: text)
        }
        return value
    }

    /// Refuses what reports an error in the place of an answer.
    /// - Parameter hasBegun: Whether the answer had begun, as ``AnswerDecoder/hasBegun`` says.
    func refuseError(in piece: JSONValue, hasBegun: Bool) throws(BackendError) {
        if let problem = piece["error"], problem != .null { throw error(inStream: piece, hasBegun: hasBegun) }
    }

    /// An answer whose last piece never came.
    func incomplete(hasBegun: Bool) -> BackendError {
        cut("the answer ended before it was complete", hasBegun: hasBegun)
    }
}

extension FinishReason {
    /// The reason of an answer that calls tools: some servers say no more than that it stopped.
    func calling(_ calls: [ToolCall]) -> FinishReason {
        !calls.isEmpty && (self == .stop || self == .other) ? .toolCalls : self
    }
}

extension ToolCall {
    /// The arguments as a value, which formats want that take no text; empty if they are no object.
    var members: JSONValue {
        guard let value = try? JSONValue(parsing: arguments), value.object != nil else { return [:] }
        return value
    }
}
