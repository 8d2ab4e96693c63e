/// What a controller learns from, in the order in which it happens.
///
/// A sequence of outcomes is also how experience travels: told to another controller, it teaches
/// that one the same.
public enum DepthOutcome: Sendable, Hashable, Codable {
    /// A task starts, or goes on after this many committed steps.
    case started(TaskFeatures, committed: Int)
    /// From now on the verifier may ride this many steps ahead. A controller knows that of its own choices;
    /// it is for experience that was made under another one.
    case rode(depth: Int)
    /// A draft is there.
    case drafted(DraftFeatures, CallFigures)
    /// A verification came back, whether or not its step will stand.
    case verified(position: Int, CallFigures)
    /// A verification was cancelled; the figures are its age and what it was charged all the same.
    case verificationCancelled(position: Int, CallFigures)
    /// A draft was cancelled, or failed; the figures are its age and what it was charged all the same.
    case draftCancelled(position: Int, CallFigures)
    /// A draft and a verdict on the same prefix could be compared.
    case compared(DraftFeatures, agrees: Bool)
    /// A draft was dropped before its verdict: it was neither right nor wrong.
    case censored(DraftFeatures)
    /// A step was committed.
    case committed(CommitFigures)
    /// The run ended after this many steps; `finished` when the task was over, not a limit or a failure.
    case ended(steps: Int, finished: Bool)
}
