/// What commands of the shell do to the world, by the user's word.
public enum ShellEffect: String, Sendable, Hashable, CaseIterable {
    /// They change nothing: they may run early, in the folder itself.
    case readOnly = "read-only"
    /// They change nothing but the working folder: they run in snapshots of it, also early.
    case confined
    /// Anything: they wait for their verdict, and for somebody to agree.
    case destructive
}
