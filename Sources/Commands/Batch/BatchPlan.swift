import Agents
import Configuration
import Ledger
import Planning

/// The tasks of a batch with everything that was chosen for them; nothing is opened, started or asked yet.
struct BatchPlan {
    let tasks: [BatchTask]
    /// One set-up for all tasks that have the same choice.
    let setups: [BatchTask.Choice: RunSetup]

    /// - Parameters:
    ///   - file: its name, for errors.
    ///   - consent: who agrees to calls that change the world.
    /// - Throws: ``Failure``, with every task that cannot be carried out.
    init(
        _ tasks: [BatchTask], file: String, flags: RunFlags, consent: Consent, in surroundings: Surroundings
    ) throws {
        var flags = flags
        // All tasks share their agents, and so what is random in them.
        flags.seed = flags.seed ?? surroundings.settings.seed?.value ?? UInt64.random(in: 0...UInt64(UInt32.max))
        var setups: [BatchTask.Choice: RunSetup] = [:]
        var calls: RewardAssembly.Calls?
        var problems: [DataFileError] = []
        for task in tasks {
            do {
                var setup: RunSetup
                if let known = setups[task.choice] {
                    setup = known
                } else {
                    setup = try RunSetup(
                        task: task.text, flags: flags.told(task.choice), in: surroundings, sharing: calls)
                    setup.assembly.consent = consent
                    setups[task.choice] = setup
                    calls = setup.assembly.calls
                }
                try setup.doing(task).assembly.checkTask()
            } catch {
                // What is wrong with the command itself is wrong for every task.
                if task.choice == .init(), setups[task.choice] == nil { throw error }
                problems.append(DataFileError(file: file, line: task.line, "\(error)"))
            }
        }
        try BatchFile.report(problems)
        self.tasks = tasks
        self.setups = setups
    }

    /// Refuses limits in dollars that cannot be kept because a price is unknown: that of all tasks, and their own.
    /// - Parameter file: its name, for errors.
    func checkPrices(limit: Money?, file: String) throws {
        for setup in setups.values { try setup.assembly.checkPrices(limit: limit, isExplicit: true) }
        for task in tasks {
            do {
                try setups[task.choice]?.assembly.checkPrices(limit: task.limits.maxCost, isExplicit: true)
            } catch {
                let failure = Failure(error)
                throw Failure(failure.status, "\(DataFileError(file: file, line: task.line, failure.description))")
            }
        }
    }

    /// What all tasks are expected to take, without asking anybody.
    func forecast(from store: LedgerStore?) async throws -> (RunForecast, basis: String) {
        var forecasters: [BatchTask.Choice: Forecaster] = [:]
        for (choice, setup) in setups { forecasters[choice] = try await Forecaster(setup.assembly, from: store) }
        var runs: [RunForecast] = []
        for task in tasks {
            guard let setup = setups[task.choice], let forecaster = forecasters[task.choice] else { continue }
            runs.append(try await forecaster.forecast(of: task.text, within: setup.limits.told(task.limits)))
        }
        let basis = Set(forecasters.values.map(\.basis)).sorted().joined(separator: "; ")
        return (RunForecast(of: runs), basis)
    }

    /// Starts the servers of this machine that the tasks need.
    func startServers(quietly: Bool) async throws {
        for setup in setups.values { try await setup.assembly.startServers(quietly: quietly) }
    }
}

extension RunFlags {
    /// These, with what a task has of its own.
    fileprivate func told(_ choice: BatchTask.Choice) -> RunFlags {
        var flags = self
        flags.agent = choice.agent ?? agent
        flags.seed = choice.seed ?? seed
        if let lambda = choice.lambda {
            flags.lambda = lambda
            flags.valueOfTime = nil
        }
        return flags
    }
}
