/// What a server says of itself.
enum ServerHealth: Sendable, Hashable {
    /// Nobody answers.
    case silent
    /// It answers that it cannot serve yet.
    case loading
    /// It serves.
    case ready
}
