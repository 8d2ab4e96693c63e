/// What the snapshots of a folder may take. Beyond it nothing is tried early.
public struct WorkspaceLimits: Sendable, Hashable {
    /// The most files, folders and links of the folder.
    public var entries: Int
    /// The most bytes that one snapshot may copy. What the file system shares between two files is no copy.
    public var bytes: Int
    /// The most snapshots at a time.
    public var snapshots: Int

    /// Limits; the standard ones make a snapshot in well under a second.
    public init(entries: Int = 20_000, bytes: Int = 256 << 20, snapshots: Int = 64) {
        self.entries = entries
        self.bytes = bytes
        self.snapshots = snapshots
    }
}
