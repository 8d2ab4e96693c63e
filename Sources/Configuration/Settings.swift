public import Backends
public import Planning

/// Everything that is configured, with the origin of every value.
public struct Settings: Sendable {
    /// Where files are kept.
    public let places: Places
    /// The providers and models that can be used.
    public let catalogue: Catalogue

    private let values: [SettingKey: Setting]
    let described: [SettingRow]

    init(places: Places, catalogue: Catalogue, values: [SettingKey: Setting], described: [SettingRow]) {
        self.places = places
        self.catalogue = catalogue
        self.values = values
        self.described = described
    }

    /// The value of `key` and its origin; nil where nobody has set it and the program has no default.
    public subscript(key: SettingKey) -> Setting? { values[key] }

    /// The agent that runs.
    public var agent: String { text(.agent) ?? "blocksworld" }
    /// The model or engine that drafts, if one was chosen.
    public var drafter: String? { text(.drafter) }
    /// The model or engine that verifies, if one was chosen.
    public var verifier: String? { text(.verifier) }
    /// How the drafter is prompted, if that was chosen; else the agent says.
    public var drafterStyle: String? { text(.drafterStyle) }
    /// How the verifier is prompted, if that was chosen; else the agent says.
    public var verifierStyle: String? { text(.verifierStyle) }
    /// `continuous` or `rounds`.
    public var scheduling: String { text(.scheduling) ?? "continuous" }
    /// The path of the file that runs are recorded in.
    public var database: String { text(.database) ?? places.database }
    /// λ: 1 is speed, 0 is cost.
    public var lambda: Double {
        if case .number(let number) = values[.lambda]?.value { number } else { 0.5 }
    }
    /// What a run may use.
    public var limits: Limits {
        var limits = Limits(steps: 100)
        if case .count(let steps) = values[.maxSteps]?.value { limits.steps = steps }
        if case .money(let cost) = values[.maxCost]?.value { limits.cost = cost }
        if case .time(let time) = values[.maxTime]?.value { limits.time = time }
        return limits
    }
    /// The tools that may run before their verdict.
    public var trustedTools: Set<String> {
        if case .names(let names) = values[.trustedTools]?.value { Set(names) } else { [] }
    }

    /// Every value with its origin, in a stable order, as `config show` prints it. Keys, key commands
    /// and the values of headers are not shown.
    public var rows: [SettingRow] {
        let defaults = SettingKey.allCases.compactMap { key in
            values[key].map { SettingRow(name: "defaults.\(key.rawValue)", text: $0.text, origin: $0.origin) }
        }
        return defaults + described.sorted { $0.name < $1.name }
    }

    private func text(_ key: SettingKey) -> String? {
        if case .text(let text) = values[key]?.value { text } else { nil }
    }
}

/// A line of `config show`.
public struct SettingRow: Sendable, Hashable {
    /// The way to the value, such as `defaults.lambda`.
    public let name: String
    /// The value for people, without anything secret.
    public let text: String
    /// The layer it comes from.
    public let origin: SettingOrigin
}
