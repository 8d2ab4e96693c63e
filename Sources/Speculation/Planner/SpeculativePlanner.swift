public import Control
public import Planning

/// Runs a task with a drafter that rides ahead and a verifier that decides: the machine, with real
/// agents, real tools and real time.
///
/// Guarantees, whatever the latencies, failures and depths:
/// - Each committed step is what the policy decided for exactly the committed steps before it: with
///   ``AgreementPolicy``, what the verifier returned.
/// - Every call that was started is settled once, also when the run is interrupted.
/// - No action that may not run early is carried out before the verifier asked for it and
///   everything before it is committed and safely recorded.
/// - Such an action is announced by an `executing` event before it begins. A run that is resumed
///   after it was cut off in the middle commits that step first, see ``UnfinishedStep``.
/// - A run whose record cannot be kept stops at once, and keeps what is committed.
/// - Work that is no longer wanted is cancelled by cancelling its task; all tasks have ended when
///   ``run(_:)`` returns. Work that does not heed its cancellation is waited for: a task cannot be
///   ended from outside. After five seconds its calls are booked at what was set aside for them,
///   and the record is completed all the same, up to its `finished` event, after which nothing
///   more is started or recorded; a process that only waits for such work may be ended.
public struct SpeculativePlanner<Controller: DepthController>: Sendable {
    let pair: AgentPair
    let policy: any VerificationPolicy
    let environment: any Environment
    var configuration: SpeculationMachine.Configuration
    let controller: Controller
    let log: ExperienceLog?
    let sink: any EventSink
    let clock: any Clock<Duration>

    /// A planner.
    /// - Parameters:
    ///   - pair: who drafts and who decides.
    ///   - policy: what a drafted step needs before it stands; it says what a verification waits for,
    ///     whatever `configuration` says.
    ///   - environment: where actions are carried out.
    ///   - configuration: how the riding ahead is organised.
    ///   - controller: how far to ride; the planner works on a copy.
    ///   - log: gets everything the controller gets to see.
    ///   - sink: gets every event, in order.
    ///   - clock: all that the run knows of time.
    public init(
        pair: AgentPair, policy: any VerificationPolicy = AgreementPolicy(), environment: any Environment,
        configuration: SpeculationMachine.Configuration, controller: Controller, log: ExperienceLog? = nil,
        sink: any EventSink,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.pair = pair
        self.policy = policy
        self.environment = environment
        self.configuration = configuration
        self.configuration.verification = policy.verification
        self.controller = controller
        self.log = log
        self.sink = sink
        self.clock = clock
    }

    /// Runs the task to its end, a limit, a failure, or the cancellation of the calling task,
    /// which ends the run as interrupted. The events tell the whole story; the outcome is its end.
    public func run(_ start: RunStart) async -> RunOutcome {
        let inbox = Inbox<RideMessage>()
        return await withTaskCancellationHandler {
            await withDiscardingTaskGroup(returning: RunOutcome.self) { group in
                var ride = Ride(self, start: start, inbox: inbox)
                return await ride.run(in: &group)
            }
        } onCancel: {
            inbox.post(.interrupted)
        }
    }
}
