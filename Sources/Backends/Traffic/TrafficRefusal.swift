import Planning

/// A call that is not made. Nothing was sent, and it is not tried again: whoever waits for it is told why.
struct TrafficRefusal: Error, Sendable {
    /// The same for whoever only knows calls.
    let error: BackendError

    init(_ refusal: TrafficTable.Refusal, of model: ModelID?) {
        let name = model?.description ?? "the model"
        switch refusal {
        case .circuitOpen(let failures, let last):
            error = BackendError(
                .overloaded,
                "no draft is asked of \(name): it has failed \(failures) times in a row"
                    + (last.map { ", the last time because \($0)" } ?? ""),
                suggestion: "the verifier goes on alone, and the drafter is tried again every few seconds; "
                    + "use another one if it lasts")
        case .outOfMoney(let words):
            error = BackendError(
                .outOfMoney, "no draft is asked of \(name), whose account is out of money: \(words)",
                suggestion: "add credit to the account or raise its limit; the verifier goes on as long as it can")
        }
    }

    /// A wait beyond the time that the call may take.
    init(waiting time: Duration, of model: ModelID?) {
        let name = model?.description ?? "the model"
        error = BackendError(
            .rateLimited, "\(name) would have to wait \(time.spoken) for its turn, longer than the call may take",
            suggestion: "wait, or raise requests_per_minute, tokens_per_minute or timeouts.total of its provider",
            retryAfter: time)
    }
}
