public import Planning

/// Whether and when a failed attempt is followed by another one, by the class of the failure alone.
/// A value: no clock, no randomness of its own.
///
/// Only failures that come before anything of the answer, and of what it has used, are tried again. A
/// cut after that, and a time-out after the request was sent, may have been billed: another try is
/// another call, and for the caller to decide.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a call is tried at most, the first time included.
    public var maximumAttempts: Int
    /// The wait after the first attempt; it doubles with every further one.
    public var firstDelay: Duration
    /// The longest wait of its own accord, and for a server that loads its model, whatever that says.
    public var longestDelay: Duration
    /// The longest wait that a provider may ask for; beyond it the call fails at once.
    public var longestRetryAfter: Duration
    /// How long a server may take to load its model.
    public var loadingPatience: Duration

    /// A policy; the defaults suit hosted providers.
    public init(
        maximumAttempts: Int = 5, firstDelay: Duration = .milliseconds(500), longestDelay: Duration = .seconds(20),
        longestRetryAfter: Duration = .seconds(60), loadingPatience: Duration = .seconds(300)
    ) {
        self.maximumAttempts = maximumAttempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.longestRetryAfter = longestRetryAfter
        self.loadingPatience = loadingPatience
    }

    /// How long to wait before the next attempt, or nil to give up.
    /// - Parameter attempt: The number of the attempt that failed; 1 is the first.
    public func delay(
        afterAttempt attempt: Int, failing error: BackendError, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        switch error.code {
        case .rateLimited, .overloaded, .serverFault:
            guard attempt < maximumAttempts else { return nil }
            return wait(afterAttempt: attempt, asked: error.retryAfter, using: &generator)
        case .unreachable:
            // Enough to outlast a hiccup of the network; a server that is not there stays away.
            guard attempt < min(maximumAttempts, 3) else { return nil }
            return wait(afterAttempt: attempt, asked: nil, using: &generator)
        case .loading:
            // One that says “at once” would be asked without a pause and without an end.
            let pause = min(max(error.retryAfter ?? .seconds(2), firstDelay), longestDelay)
            return pause * attempt <= loadingPatience ? pause : nil
        case .outOfMoney, .cutMidStream, .tooLarge, .badRequest, .missingKey, .unauthorized, .unknownModel,
            .untrustedCertificate, .timedOut, .malformedResponse:
            return nil
        }
    }

    private func wait(
        afterAttempt attempt: Int, asked: Duration?, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        let jitter = Double.random(in: 0..<1, using: &generator)
        if let asked {
            // Never earlier than asked; a little later, so that not everybody comes back at once.
            return asked <= longestRetryAfter ? asked + min(asked * 0.1, .seconds(1)) * jitter : nil
        }
        let doubled = firstDelay * Double(1 << min(attempt - 1, 20))
        return min(doubled, longestDelay) * (0.5 + jitter / 2)
    }
}
