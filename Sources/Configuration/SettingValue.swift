public import Planning
import Backends
import Documents

/// The value of a setting, checked.
public enum SettingValue: Sendable, Hashable {
    case text(String)
    case number(Double)
    case count(Int)
    case money(Money)
    case time(Duration)
    case names([String])

    static let styles = ["direct", "cot", "react", "debate"]
    static let schedulings = ["continuous", "rounds"]

    /// Reads the value of `key` from its text; nil if it cannot be that.
    init?(_ text: String, for key: SettingKey) {
        switch key {
        case .agent, .drafter, .verifier, .database:
            guard !text.isEmpty else { return nil }
            self = .text(text)
        case .drafterStyle, .verifierStyle:
            guard Self.styles.contains(text) else { return nil }
            self = .text(text)
        case .scheduling:
            guard Self.schedulings.contains(text) else { return nil }
            self = .text(text)
        case .lambda:
            let isDecimal = text.utf8.allSatisfy { "0123456789.".utf8.contains($0) }
            guard isDecimal, let number = Double(text), (0...1).contains(number) else { return nil }
            self = .number(number)
        case .maxCost:
            guard let amount = Price.nanodollars(decimal: text) else { return nil }
            self = .money(Money(nanodollars: amount))
        case .maxTime:
            guard let time = DurationText.duration(text), time > .zero else { return nil }
            self = .time(time)
        case .maxSteps:
            guard let count = Int(text), (1...1_000_000).contains(count) else { return nil }
            self = .count(count)
        case .trustedTools:
            // No names at all is a choice: nothing is trusted.
            let parts = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
            let names = parts.map { $0.trimmingPrefix(" ") }
            guard names.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else { return nil }
            self = .names(names.map(String.init))
        }
    }

    /// What the value of `key` should look like, for errors.
    static func expectation(for key: SettingKey) -> String {
        switch key {
        case .agent: "the name or the file of an agent"
        case .drafter, .verifier: "a model, such as openai/gpt-4.1-mini"
        case .database: "the path of a file"
        case .drafterStyle, .verifierStyle: "one of " + styles.joined(separator: ", ")
        case .scheduling: "one of " + schedulings.joined(separator: ", ")
        case .lambda: "a number from 0 (cost) to 1 (speed)"
        case .maxCost: "dollars, such as 0.50"
        case .maxTime: "a duration such as 90s, 5m or 1h30m"
        case .maxSteps: "a whole number from 1 to 1000000"
        case .trustedTools: "names of tools"
        }
    }

    /// Whether a limit of this much allows more than `other`.
    func exceeds(_ other: SettingValue) -> Bool {
        switch (self, other) {
        case (.money(let left), .money(let right)): left > right
        case (.time(let left), .time(let right)): left > right
        case (.count(let left), .count(let right)): left > right
        default: false
        }
    }
}
