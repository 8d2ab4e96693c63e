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
        let call = try start(CallAnnouncement(model: engine, purpose: purpose, reservation: .zero))
        do {
            let answer = try await compute()
            firstToken(of: call)
            settle(
                call, CallSettlement(outcome: .finished, usage: answer.usage, cost: .zero, response: answer.record))
            return answer.proposal
        } catch is CancellationError {
            settle(call, CallSettlement(outcome: .cancelled, usage: .zero, cost: .zero))
            throw CancellationError()
        } catch {
            settle(call, CallSettlement(outcome: .failed, usage: .zero, cost: .zero, error: "\(error)"))
            throw error
        }
    }
}
