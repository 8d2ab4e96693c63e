/// The server cannot run.
public struct ServerFailure: Error, Sendable, CustomStringConvertible {
    /// What went wrong, doing what.
    public let description: String
}
