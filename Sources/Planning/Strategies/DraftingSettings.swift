/// How several whole answers to a task are drafted.
public struct DraftingSettings: Sendable, Hashable, Codable {
    /// How many; nil lets the strategy say, by λ where it can.
    public var drafts: Int?
    /// The temperature of all drafts but the first, which is what the drafter would say anyway.
    public var temperature: Double
    /// Ways to go about the task, of which each draft but the first is told one in turn, so that the drafts differ.
    public var directives: [String]
    /// The most tokens of reasoning that drafters are told to take; nil tells them nothing. Drafts that are longer than
    /// those of the verifier cost the time that they were to save (algorithms.md 4.2).
    public var brevity: Int?

    /// The most drafts there may be.
    public static let mostDrafts = 64

    /// Settings; the temperature is the paper's.
    public init(
        drafts: Int? = nil, temperature: Double = 0.6, directives: [String] = Self.usualDirectives, brevity: Int? = nil
    ) {
        self.drafts = drafts
        self.temperature = temperature
        self.directives = directives
        self.brevity = brevity
    }

    /// Ways to go about any task.
    public static let usualDirectives = [
        "Work forward from what is given, one small step at a time.",
        "Work backward from what is asked.",
        "Look for another way than the first that comes to mind, and take it.",
        "Keep it as short as it can be, and check every step.",
    ]

    /// What the draft of this number is told, from 0.
    public func guidance(forDraft number: Int) -> String? {
        let directive = number > 0 && !directives.isEmpty ? directives[(number - 1) % directives.count] : nil
        let bound = brevity.map { "Take at most \($0) tokens of reasoning." }
        let parts = [directive, bound].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
