public import Foundation

extension RunEvent {
    /// The event as one line of JSON, keys in snake case: the form in which events are stored and
    /// printed.
    public func jsonLine() throws -> Data {
        Data(jsonLineBytes())
    }

    /// ``jsonLine()`` as plain bytes.
    public func jsonLineBytes() -> [UInt8] {
        var writer = JSONObjectWriter(reserving: 512)
        writer.member("run", run.description)
        writer.member("sequence", sequence)
        writer.member("time", time)
        writer.member("event", name)
        switch kind {
        case .started(let payload): payload.write(to: &writer)
        case .resumed(let payload): payload.write(to: &writer)
        case .callStarted(let payload): payload.write(to: &writer)
        case .callWaiting(let payload): payload.write(to: &writer)
        case .callSettled(let payload): payload.write(to: &writer)
        case .drafted(let payload): payload.write(to: &writer)
        case .judged(let payload): payload.write(to: &writer)
        case .executing(let payload): payload.write(to: &writer)
        case .executed(let payload): payload.write(to: &writer)
        case .earlyResult(let payload): payload.write(to: &writer)
        case .refused(let payload): payload.write(to: &writer)
        case .cancelled(let payload): payload.write(to: &writer)
        case .committed(let payload): payload.write(to: &writer)
        case .faulted(let payload): payload.write(to: &writer)
        case .depthChosen(let payload): payload.write(to: &writer)
        case .scored(let payload): payload.write(to: &writer)
        case .audited(let payload): payload.write(to: &writer)
        case .selected(let payload): payload.write(to: &writer)
        case .callResolved(let payload): payload.write(to: &writer)
        case .finished(let payload): payload.write(to: &writer)
        }
        return writer.finish()
    }

    /// Reads an event that ``jsonLine()`` wrote.
    public init(jsonLine: Data) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(RunEvent.self, from: jsonLine)
    }
}
