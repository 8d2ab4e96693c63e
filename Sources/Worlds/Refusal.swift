/// Why a world does not do what it was asked to, in words for the agent.
struct Refusal: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
