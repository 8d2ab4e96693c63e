import Documents
import Planning

/// What the file of a project may not say. It comes with the project, from whoever wrote that: it may
/// choose how a run is done, but not where keys and requests go, what tools may touch, or that more
/// may be spent.
struct ProjectRules {
    /// The user's own file, which may say all of it.
    let userFile: String
    /// The most that a run may cost by the layers below the project.
    let maxCost: Setting<Money>
    /// The layers below the project, the strongest first.
    let below: [DefaultsSection]

    /// Refuses what a project may not set at all, before any of it is read.
    func check(_ root: DocumentMapping?) throws(ConfigurationError) {
        for member in root?.members ?? [] where member.key != ConfigurationFile.Section.defaults.rawValue {
            throw refusal("a project file may not set \(member.key)", at: member)
        }
        guard let defaults = root?[ConfigurationFile.Section.defaults.rawValue],
            case .mapping(let members) = defaults.content
        else { return }
        for member in members where member.key == DefaultsSection.Key.database.rawValue {
            throw refusal("a project file may not set the database", at: member)
        }
    }

    /// Refuses limits above those of the layers below.
    func check(_ defaults: DefaultsSection) throws(ConfigurationError) {
        try check(defaults.maxSteps, below: below.strongest(\.maxSteps), key: .maxSteps) { "\($0) steps" }
        try check(defaults.maxCost, below: maxCost, key: .maxCost) { "\($0)" }
        try check(defaults.maxTokens, below: below.strongest(\.maxTokens), key: .maxTokens) { $0.spokenTokens }
        try check(defaults.maxTime, below: below.strongest(\.maxTime), key: .maxTime) { $0.spoken }
        try check(defaults.maxWorkingTime, below: below.strongest(\.maxWorkingTime), key: .maxWorkingTime) { $0.spoken }
        try check(defaults.dailyLimit, below: below.strongest(\.dailyLimit), key: .dailyLimit) { "\($0)" }
        try check(defaults.dailyTokens, below: below.strongest(\.dailyTokens), key: .dailyTokens) { $0.spokenTokens }
        try check(defaults.dailySteps, below: below.strongest(\.dailySteps), key: .dailySteps) { $0.spokenSteps }
        try check(defaults.dailyTime, below: below.strongest(\.dailyTime), key: .dailyTime) { $0.spoken }
        try check(defaults.dailyWorkingTime, below: below.strongest(\.dailyWorkingTime), key: .dailyWorkingTime) {
            $0.spoken
        }
    }

    private func check<Value: Comparable>(
        _ wanted: Setting<Value>?, below allowed: Setting<Value>?, key: DefaultsSection.Key, text: (Value) -> String
    ) throws(ConfigurationError) {
        guard let wanted, let allowed, wanted.value > allowed.value else { return }
        throw ConfigurationError(
            .refused,
            "a project file may only lower a limit: \(text(wanted.value)) is more than \(text(allowed.value)) "
                + "(\(allowed.origin))",
            advice: advice, origin: wanted.origin, field: "defaults.\(key.rawValue)")
    }

    private func refusal(_ problem: String, at member: DocumentMember) -> ConfigurationError {
        let place = member.keyLocation
        return ConfigurationError(
            .refused, problem, advice: advice, origin: .file(place.file, line: place.line), field: place.field)
    }

    private var advice: String { "this belongs in your own configuration, \(userFile)" }
}
