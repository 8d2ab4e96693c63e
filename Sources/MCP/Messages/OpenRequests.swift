/// Which requests of ours wait for their answers. A value: whoever waits is of no concern to it.
///
/// Requests are numbered in the order in which they are made, so that an answer tells by its number alone whether it
/// is late or was never asked for, and nothing has to be remembered of requests that are over.
struct OpenRequests<Waiter> {
    private var waiters: [Int64: Waiter] = [:]
    private var next: Int64 = 1

    /// What an answer is.
    enum Match {
        /// The answer to an open request.
        case awaited(Waiter)
        /// To a request that was cancelled, timed out or answered already. Servers may send such answers.
        case late
        /// To nothing that was ever asked.
        case unasked
    }

    /// The number of a new request, which is not open yet.
    mutating func number() -> Int64 {
        defer { next += 1 }
        return next
    }

    /// The request has been sent.
    mutating func open(_ number: Int64, _ waiter: Waiter) {
        waiters[number] = waiter
    }

    /// An answer to `id` has come; the request is over.
    mutating func answered(_ id: RPCID?) -> Match {
        guard case .number(let number) = id, number > 0, number < next else { return .unasked }
        return waiters.removeValue(forKey: number).map { .awaited($0) } ?? .late
    }

    /// Nobody waits any more for the answer to this request. Nil if it is over already.
    mutating func abandon(_ number: Int64) -> Waiter? {
        waiters.removeValue(forKey: number)
    }

    /// No answer will come any more, to whatever is open.
    mutating func abandonAll() -> [Waiter] {
        defer { waiters = [:] }
        return waiters.sorted { $0.key < $1.key }.map(\.value)
    }

    /// How many are open.
    var count: Int { waiters.count }
}
