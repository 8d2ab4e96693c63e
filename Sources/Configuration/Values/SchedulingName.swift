/// When the depth is chosen, as a configuration or `--scheduling` names it.
public enum SchedulingName: String, Sendable, Hashable, CaseIterable {
    /// Choose a depth, draft and verify that far, wait for all verdicts.
    case rounds
    /// Choose again at every event.
    case continuous
}
