import Planning

/// What an engine has computed.
struct EngineAnswer {
    let proposal: Proposal
    /// One line for the record.
    let record: String
    var usage = Usage.zero
}

extension CallMeter {
    /// Runs the computation of an engine as a metered call. It costs nothing, and is settled however it ends.
    func engineCall(
        _ engine: String, purpose: String = "action", _ compute: () async throws -> EngineAnswer
    ) async throws -> Proposal {
        try await computing(engine, purpose: purpose) {
            let answer = try await compute()
            return (answer.proposal, answer.record, answer.usage)
        }
    }

    /// The same for whatever an engine computes.
    /// - Parameter compute: gives the result, one line for the record, and what it used.
    func computing<Value>(
        _ engine: String, purpose: String, _ compute: () async throws -> (Value, record: String, usage: Usage)
    ) async throws -> Value {
        let call = try start(CallAnnouncement(model: engine, purpose: purpose, reservation: .zero))
        do {
            let (value, record, usage) = try await compute()
            firstToken(of: call)
            settle(call, CallSettlement(outcome: .finished, usage: usage, cost: .zero, response: record))
            return value
        } catch is CancellationError {
            settle(call, CallSettlement(outcome: .cancelled, usage: .zero, cost: .zero))
            throw CancellationError()
        } catch {
            settle(call, CallSettlement(outcome: .failed, usage: .zero, cost: .zero, error: "\(error)"))
            throw error
        }
    }
}
