/// What the recorded calls of a run would have cost on another model: the same tokens, at that model's
/// price of the time.
public struct Repricing: Sendable, Hashable {
    /// The calls of one role.
    public struct Part: Sendable, Hashable {
        /// Whom they served.
        public let role: AgentRole
        /// Whether they are priced anew; the others keep what they did cost.
        public let isRepriced: Bool
        /// How many calls.
        public fileprivate(set) var calls = 0
        /// What they used.
        public fileprivate(set) var usage = Usage(provenance: .reported)
        /// What they did cost.
        public fileprivate(set) var actual = Spend.zero
        /// What they would have cost. Calls whose tokens nobody knows count as of unknown price.
        public fileprivate(set) var repriced = Spend.zero
    }

    /// The model.
    public let model: Model
    /// The roles that made calls.
    public private(set) var parts: [Part] = []
    /// The dates from which the prices held that were taken; those after a call are the nearest that are known.
    public private(set) var rows: Set<PriceRow> = []
    /// Whether a price was taken that began only after the call.
    public private(set) var usesLaterPrices = false

    /// Prices the calls of a run anew.
    /// - Parameter role: whose calls would have gone to `model`; nil for all of them.
    public init(_ summary: RunSummary, on model: Model, role: AgentRole? = nil) {
        self.model = model
        let beginning = UTCInstant(milliseconds: summary.header?.startedAt ?? 0)
        for each in AgentRole.allCases {
            var part = Part(role: each, isRepriced: role == nil || role == each)
            for call in summary.calls where call.role == each && call.announcement.model != CallAnnouncement.memory {
                add(call, to: &part, at: beginning.advanced(by: call.started))
            }
            if part.calls > 0 { parts.append(part) }
        }
    }

    /// What all calls together did cost.
    public var actual: Spend { parts.reduce(.zero) { $0 + $1.actual } }

    /// What all calls together would have cost.
    public var repriced: Spend { parts.reduce(.zero) { $0 + $1.repriced } }

    private mutating func add(_ call: RunSummary.Call, to part: inout Part, at time: UTCInstant) {
        guard let settlement = call.settlement else { return }
        let usage = settlement.usage
        part.calls += 1
        part.usage += usage
        part.actual.add(settlement.cost, provenance: usage.provenance)
        guard part.isRepriced else {
            part.repriced.add(settlement.cost, provenance: usage.provenance)
            return
        }
        // A call that died with its process was booked at what was set aside: its tokens are not known.
        let isLost = usage.input == 0 && usage.output == 0 && settlement.cost.map { $0 > .zero } ?? false
        part.repriced.add(isLost ? nil : cost(of: call, usage, at: time), provenance: usage.provenance)
    }

    private mutating func cost(of call: RunSummary.Call, _ usage: Usage, at time: UTCInstant) -> Money? {
        let row = model.tariff?.row(nearest: time)
        if let row {
            rows.insert(row)
            usesLaterPrices = usesLaterPrices || !row.holds(at: time)
        }
        return model.cost(
            of: usage, duration: call.duration ?? .zero, price: row?.applied(to: usage, at: time).price)
    }
}
