extension RunEvent: Codable {
    private enum Key: String, CodingKey { case run, sequence, time, event }

    private enum Name: String, Codable {
        case started, resumed, callStarted = "call-started", callSettled = "call-settled", drafted, judged, executing
        case executed, refused, cancelled, committed, faulted, depthChosen = "depth-chosen", callResolved =
            "call-resolved"
        case scored, audited, selected
        case earlyResult = "early-result"
        case callWaiting = "call-waiting"
        case finished
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kind: Kind =
            switch try container.decode(Name.self, forKey: .event) {
            case .started: .started(try RunHeader(from: decoder))
            case .resumed: .resumed(try Resumption(from: decoder))
            case .callStarted: .callStarted(try CallStarted(from: decoder))
            case .callWaiting: .callWaiting(try CallWaiting(from: decoder))
            case .callSettled: .callSettled(try CallSettled(from: decoder))
            case .drafted: .drafted(try Drafted(from: decoder))
            case .judged: .judged(try Judged(from: decoder))
            case .executing: .executing(try Executing(from: decoder))
            case .executed: .executed(try Executed(from: decoder))
            case .earlyResult: .earlyResult(try EarlyResult(from: decoder))
            case .refused: .refused(try Refused(from: decoder))
            case .cancelled: .cancelled(try Cancelled(from: decoder))
            case .committed: .committed(try Committed(from: decoder))
            case .faulted: .faulted(try Faulted(from: decoder))
            case .depthChosen: .depthChosen(try DepthChosen(from: decoder))
            case .scored: .scored(try Scored(from: decoder))
            case .audited: .audited(try Audited(from: decoder))
            case .selected: .selected(try Selected(from: decoder))
            case .callResolved: .callResolved(try CallResolved(from: decoder))
            case .finished: .finished(try RunFinished(from: decoder))
            }
        self.init(
            run: try container.decode(RunID.self, forKey: .run),
            sequence: try container.decode(Int.self, forKey: .sequence),
            time: try container.decode(Duration.self, forKey: .time), kind: kind)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(run, forKey: .run)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(time, forKey: .time)
        let (name, payload): (Name, any Encodable) =
            switch kind {
            case .started(let payload): (.started, payload)
            case .resumed(let payload): (.resumed, payload)
            case .callStarted(let payload): (.callStarted, payload)
            case .callWaiting(let payload): (.callWaiting, payload)
            case .callSettled(let payload): (.callSettled, payload)
            case .drafted(let payload): (.drafted, payload)
            case .judged(let payload): (.judged, payload)
            case .executing(let payload): (.executing, payload)
            case .executed(let payload): (.executed, payload)
            case .earlyResult(let payload): (.earlyResult, payload)
            case .refused(let payload): (.refused, payload)
            case .cancelled(let payload): (.cancelled, payload)
            case .committed(let payload): (.committed, payload)
            case .faulted(let payload): (.faulted, payload)
            case .depthChosen(let payload): (.depthChosen, payload)
            case .scored(let payload): (.scored, payload)
            case .audited(let payload): (.audited, payload)
            case .selected(let payload): (.selected, payload)
            case .callResolved(let payload): (.callResolved, payload)
            case .finished(let payload): (.finished, payload)
            }
        try container.encode(name, forKey: .event)
        try payload.encode(to: encoder)
    }

    /// The name of the event, as in its JSON form.
    public var name: String {
        switch kind {
        case .started: Name.started.rawValue
        case .resumed: Name.resumed.rawValue
        case .callStarted: Name.callStarted.rawValue
        case .callWaiting: Name.callWaiting.rawValue
        case .callSettled: Name.callSettled.rawValue
        case .drafted: Name.drafted.rawValue
        case .judged: Name.judged.rawValue
        case .executing: Name.executing.rawValue
        case .executed: Name.executed.rawValue
        case .earlyResult: Name.earlyResult.rawValue
        case .refused: Name.refused.rawValue
        case .cancelled: Name.cancelled.rawValue
        case .committed: Name.committed.rawValue
        case .faulted: Name.faulted.rawValue
        case .depthChosen: Name.depthChosen.rawValue
        case .scored: Name.scored.rawValue
        case .audited: Name.audited.rawValue
        case .selected: Name.selected.rawValue
        case .callResolved: Name.callResolved.rawValue
        case .finished: Name.finished.rawValue
        }
    }
}
