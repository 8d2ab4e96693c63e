/// A stretch of a run as OpenTelemetry describes it.
public struct Span: Sendable, Hashable {
    /// Where the work is done, by the numbers of OTLP.
    public enum Kind: Int, Sendable, Hashable {
        /// In this process.
        case `internal` = 1
        /// At a server that this process asks.
        case client = 3
    }

    /// How it ended.
    public enum Status: Sendable, Hashable {
        /// Nothing is said: it ended well, or it was not needed.
        case unset
        /// It failed, with this message. Never holds a secret.
        case error(String)
    }

    /// A reference to another span of the same trace.
    public struct Link: Sendable, Hashable {
        /// The other one.
        public var span: SpanID
        /// What the reference means.
        public var attributes: [Attribute]
    }

    /// The trace.
    public var trace: TraceID
    /// Its name within the trace.
    public var id: SpanID
    /// The span around it; nil for the run itself.
    public var parent: SpanID?
    /// What it does, in few words that many spans share.
    public var name: String
    /// Where it is done.
    public var kind: Kind
    /// When it began, in nanoseconds since 1970.
    public var start: UInt64
    /// When it ended, in nanoseconds since 1970; never before `start`.
    public var end: UInt64
    /// What is known about it.
    public var attributes: [Attribute]
    /// What it refers to.
    public var links: [Link] = []
    /// How it ended.
    public var status: Status = .unset
}

/// A fact about a span.
public struct Attribute: Sendable, Hashable {
    /// The values that there are.
    public enum Value: Sendable, Hashable {
        case text(String)
        case whole(Int)
        case number(Double)
        case texts([String])
    }

    /// Its name.
    public var name: String
    /// Its value.
    public var value: Value

    init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    init(_ name: String, _ text: String) { self.init(name, .text(text)) }
    init(_ name: String, _ whole: Int) { self.init(name, .whole(whole)) }
    init(_ name: String, _ number: Double) { self.init(name, .number(number)) }
}
