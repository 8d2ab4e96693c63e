import Planning
import Synchronization

/// Finds out what an agent would ask, without asking: its first call is announced, and refused.
final class AnnouncedCall: CallMeter {
    private let announcement = Mutex<CallAnnouncement?>(nil)
    let now: UTCInstant?

    private init(now: UTCInstant) {
        self.now = now
    }

    /// The first call that `agent` would make at the time `now` for the first step of `task`; nil if it needs none.
    static func first(of agent: any Agent, for task: String, at now: UTCInstant) async -> CallAnnouncement? {
        let meter = AnnouncedCall(now: now)
        // What it says of the refusal is of no interest.
        _ = try? await agent.propose(ProposalRequest(task: task, trajectory: Trajectory()), meter: meter)
        return meter.announcement.withLock(\.self)
    }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        announcement.withLock { $0 = $0 ?? call }
        throw LimitReached(kind: .cost, used: "nothing", allowed: "nothing")
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {}
}
