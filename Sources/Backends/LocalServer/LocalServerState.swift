/// What a local server is doing.
public enum LocalServerState: String, Sendable, Hashable, Codable {
    /// The program runs and does not answer yet.
    case starting
    /// It answers that it is loading its model.
    case loading
    /// It answers.
    case ready
    /// It has crashed and is started again.
    case restarting
    /// It is being ended.
    case stopping
    /// It does not run.
    case stopped
    /// It does not run because something went wrong.
    case failed
}
