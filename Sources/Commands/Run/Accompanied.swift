/// Carries out `work`, and beside it what only goes on for as long: once `work` is done, its company is cancelled and
/// waited for.
func accompanied<Result: Sendable>(
    by company: [@Sendable () async -> Void], _ work: @Sendable () async -> Result
) async -> Result {
    await withTaskGroup(of: Void.self) { group in
        for companion in company { group.addTask { await companion() } }
        let result = await work()
        group.cancelAll()
        return result
    }
}
