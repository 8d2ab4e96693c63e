public import Planning

/// The calls of a run, by its events: each that was started has to be settled once and resolved once.
public struct CallBook: Sendable {
    /// The calls in the order in which they were started.
    public private(set) var started: [CallID] = []
    private var settled: [CallID] = []
    private var resolved: [CallID] = []

    /// The calls that `events` tell of.
    public init(_ events: [RunEvent]) {
        for event in events {
            switch event.kind {
            case .callStarted(let call): started.append(call.call)
            case .callSettled(let call): settled.append(call.call)
            case .callResolved(let call): resolved.append(call.call)
            default: break
            }
        }
    }

    /// The rules that are broken, in plain words.
    public var violations: [String] {
        var broken: [String] = []
        if Set(started).count != started.count { broken.append("two calls have one number") }
        if settled.sorted() != started.sorted() { broken.append("of \(started) were settled \(settled.sorted())") }
        if resolved.sorted() != started.sorted() { broken.append("of \(started) were resolved \(resolved.sorted())") }
        return broken
    }
}
