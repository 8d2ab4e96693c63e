import Control
import Documents
import Planning

/// What one layer says about runs: the section `defaults` of a file, or the environment.
struct DefaultsSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case agent, drafter, verifier
        case drafterStyle = "drafter_style"
        case verifierStyle = "verifier_style"
        case lambda, depth, controller, strategy, scheduling
        case maxSteps = "max_steps"
        case maxCost = "max_cost"
        case maxTokens = "max_tokens"
        case maxTime = "max_time"
        case maxWorkingTime = "max_working_time"
        case dailyLimit = "daily_limit"
        case dailyTokens = "daily_tokens"
        case dailySteps = "daily_steps"
        case dailyTime = "daily_time"
        case dailyWorkingTime = "daily_working_time"
        case hedging, seed, database

        /// The variable that says the same; nil where only files do.
        var variable: String? {
            switch self {
            case .drafterStyle, .verifierStyle, .seed: nil
            default: "OUTRIDER_" + rawValue.uppercased()
            }
        }
    }

    let agent: Setting<String>?
    /// Full names that are not yet looked up.
    let drafter: Setting<String>?
    let verifier: Setting<String>?
    let drafterStyle: Setting<StyleName>?
    let verifierStyle: Setting<StyleName>?
    let lambda: Setting<Preference>?
    let depth: Setting<Int>?
    let controller: Setting<ControllerName>?
    let strategy: Setting<StrategyName>?
    let scheduling: Setting<SchedulingName>?
    let maxSteps: Setting<Int>?
    let maxCost: Setting<Money>?
    let maxTokens: Setting<Int>?
    let maxTime: Setting<Duration>?
    let maxWorkingTime: Setting<Duration>?
    let dailyLimit: Setting<Money>?
    let dailyTokens: Setting<Int>?
    let dailySteps: Setting<Int>?
    let dailyTime: Setting<Duration>?
    let dailyWorkingTime: Setting<Duration>?
    let hedging: Setting<Bool>?
    let seed: Setting<UInt64>?
    let database: Setting<String>?

    init(_ reader: SectionReader<Key>) throws(ConfigurationError) {
        agent = try reader.setting(.agent) { node throws(DocumentError) in
            let name = try node.name("an agent's name or the path of its file")
            let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
            return isPath ? reader.absolute(name) : name
        }
        drafter = try reader.setting(.drafter, Self.model)
        verifier = try reader.setting(.verifier, Self.model)
        drafterStyle = try reader.setting(.drafterStyle, Self.choice)
        verifierStyle = try reader.setting(.verifierStyle, Self.choice)
        lambda = try reader.setting(.lambda) { node throws(DocumentError) in try node.preference() }
        depth = try reader.setting(.depth) { node throws(DocumentError) in try node.int(in: 0...DepthLimit.most) }
        controller = try reader.setting(.controller, Self.choice)
        strategy = try reader.setting(.strategy, Self.choice)
        scheduling = try reader.setting(.scheduling, Self.choice)
        maxSteps = try reader.setting(.maxSteps) { node throws(DocumentError) in try node.int(in: 1...100_000) }
        maxCost = try reader.setting(.maxCost) { node throws(DocumentError) in try node.money() }
        maxTokens = try reader.setting(.maxTokens) { node throws(DocumentError) in try node.int(in: 1 ... .max) }
        maxTime = try reader.setting(.maxTime) { node throws(DocumentError) in try node.timeout() }
        maxWorkingTime = try reader.setting(.maxWorkingTime) { node throws(DocumentError) in try node.timeout() }
        dailyLimit = try reader.setting(.dailyLimit) { node throws(DocumentError) in try node.money() }
        dailyTokens = try reader.setting(.dailyTokens) { node throws(DocumentError) in try node.int(in: 1 ... .max) }
        dailySteps = try reader.setting(.dailySteps) { node throws(DocumentError) in try node.int(in: 1 ... .max) }
        dailyTime = try reader.setting(.dailyTime) { node throws(DocumentError) in try node.timeout() }
        dailyWorkingTime = try reader.setting(.dailyWorkingTime) { node throws(DocumentError) in try node.timeout() }
        hedging = try reader.setting(.hedging) { node throws(DocumentError) in try node.bool() }
        seed = try reader.setting(.seed) { node throws(DocumentError) in UInt64(try node.int(in: 0 ... .max)) }
        database = try reader.path(.database)
    }

    private static func model(_ node: DocumentNode) throws(DocumentError) -> String {
        try node.name("a model's full name, provider/model")
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ node: DocumentNode
    ) throws(DocumentError) -> Value {
        try node.choice(of: Value.self)
    }
}
