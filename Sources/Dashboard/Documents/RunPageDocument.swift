import Ledger
import Planning

/// A page of the list of runs.
struct RunPageDocument: Encodable {
    /// The runs, the newest first.
    let runs: [RunRowDocument]
    /// How many runs the filter lets through.
    let count: Int
    /// What to give as `cursor` for the next page; nil at the end.
    let next: String?
}

/// A run in the list: the keys of `outrider runs --json`, and what the list shows beyond them.
struct RunRowDocument: Encodable {
    private let record: RunRecord
    private let depth: Int?
    private let acceptance: Double?
    private let efficiency: Double?
    private let wasted: Double

    /// - Parameter live: the run as it stands, where it goes on.
    init(_ entry: RunPage.Entry, live: RunSummary?) {
        record = entry.record
        depth = entry.depth
        acceptance = live.map(\.acceptance) ?? entry.acceptance
        efficiency = live.map { $0.account?.efficiency } ?? entry.efficiency
        wasted = entry.wasted.dollars
    }

    private enum CodingKeys: String, CodingKey {
        case depth, acceptance, efficiency
        case wasted = "wasted_usd"
    }

    func encode(to encoder: any Encoder) throws {
        try record.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(depth, forKey: .depth)
        try container.encode(acceptance, forKey: .acceptance)
        try container.encode(efficiency, forKey: .efficiency)
        try container.encode(wasted, forKey: .wasted)
    }
}
