extension Result where Failure == any Error {
    /// What comes of `body`: what it returns, or what it throws.
    public init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
