import Planning

/// Reads an answer in one wire format, one piece after the other. A value with no I/O: pieces go in,
/// events come out.
///
/// Guarantees: tool calls come out whole; usage comes out in disjoint buckets, after the text it
/// counts; ``ModelEvent/finished(_:)`` is the last event and comes exactly once, and only if the
/// server said that the answer is complete.
protocol AnswerDecoder: Sendable {
    /// Whether a piece of the answer has come, seen or not, or a word of what it has used: from then on the call may
    /// be billed.
    var hasBegun: Bool { get }
    /// Whether the answer is complete; nothing is read after that.
    var isFinished: Bool { get }

    /// Takes in the next piece of a streamed answer.
    /// - Throws: ``BackendError`` for an error that the server reports inside the answer, and for
    ///   anything that is not the format.
    mutating func push(_ payload: String) throws(BackendError) -> [ModelEvent]

    /// Takes in a whole answer, as from a server that does not stream.
    mutating func push(whole body: [UInt8]) throws(BackendError) -> [ModelEvent]

    /// Says that nothing follows.
    /// - Throws: ``BackendError/Code/cutMidStream`` if the answer is not complete, or
    ///   ``BackendError/Code/serverFault`` if it had not even begun.
    mutating func end() throws(BackendError) -> [ModelEvent]
}
