import Planning

extension CallMeter {
    /// Runs the computation of an engine as a metered call. It uses no tokens and costs nothing,
    /// and is settled however it ends.
    /// - Parameter compute: gives the proposal, and one line for the record.
    func engineCall(
        _ engine: String, _ compute: () async throws -> (proposal: Proposal, record: String)
    ) async throws -> Proposal {
        let call = try start(CallAnnouncement(model: engine, purpose: "action", reservation: .zero))
        do {
            let (proposal, record) = try await compute()
            firstToken(of: call)
            settle(call, CallSettlement(outcome: .finished, usage: .zero, cost: .zero, response: record))
            return proposal
        } catch is CancellationError {
            settle(call, CallSettlement(outcome: .cancelled, usage: .zero, cost: .zero))
            throw CancellationError()
        } catch {
            settle(call, CallSettlement(outcome: .failed, usage: .zero, cost: .zero, error: "\(error)"))
            throw error
        }
    }
}
