import Backends
import Benchmarking
import Planning
import Tasks

/// Everybody at every task, so that whoever stops it in the middle has pairs all the same.
struct TaskBench {
    let tasks: [CheckedTask]
    let contestants: [TaskContestant]
    let firstSeed: UInt64
    let seeds: Int
    /// The most that all runs together may cost.
    let budget: Money?
    let runner: TaskRunner

    /// What came of it.
    struct Result {
        /// How many runs were wanted.
        let attempts: Int
        /// The runs that ended by themselves.
        var rows: [AttemptRow] = []
        var isInterrupted = false
        /// Why it ended too soon, where nobody interrupted it.
        var error: (any Error)?

        /// What the last run failed of, where all of them failed.
        var commonFailure: String? {
            rows.allSatisfy { $0.status == .failed } ? rows.last?.verdict.reason : nil
        }
    }

    /// How many runs are wanted.
    var attempts: Int { tasks.count * contestants.count * seeds }

    /// Starts the servers that the runs need, once for all of them. What was chosen wrong is found here.
    func startServers(quietly: Bool) async throws {
        guard let task = tasks.first else { return }
        for contestant in contestants {
            try await runner.setup(contestant, task, seed: firstSeed).assembly.startServers(quietly: quietly)
        }
    }

    /// Runs everything, one run after the other, so that none takes another's time.
    /// - Parameter onRow: gets every run as it ends.
    func run(onRow: (AttemptRow) -> Void) async -> Result {
        var result = Result(attempts: attempts)
        var spent = Money.zero
        for round in 0..<seeds {
            for (index, task) in tasks.enumerated() {
                let seed = firstSeed &+ UInt64(round * tasks.count + index)
                for contestant in contestants {
                    if let budget, spent >= budget {
                        result.error = LimitReached(kind: .cost, used: "\(spent)", allowed: "\(budget)")
                        return result
                    }
                    do {
                        let left = budget.map { $0 - spent }
                        let run = try await runner.run(contestant, task, seed: seed, money: left)
                        spent += run.spend.known
                        // Half a run says nothing.
                        guard !Task.isCancelled, run.status != .interrupted else {
                            result.isInterrupted = true
                            return result
                        }
                        let row = AttemptRow(contestant: contestant.name, task: task, seed: seed, run: run)
                        result.rows.append(row)
                        onRow(row)
                    } catch {
                        result.error = error
                        return result
                    }
                }
            }
        }
        return result
    }
}
