import Planning

/// Which snapshot of the working folder a step sees, and what becomes of it: promoted, dropped or too old. A value;
/// ``Workspace`` does what follows from it on disk.
///
/// An attempt is known by the steps before it and its action. Its snapshot is made from that of the last attempt
/// among those steps, or, where there is none, from the folder itself, so that deeper drafts see what earlier drafts
/// did. Attempts that read the world outside of the folder have no snapshot, but remember how often the world had
/// changed.
struct WorkspacePlan {
    /// A snapshot's number; its folder is called so.
    typealias Number = Int

    /// A copy of the folder.
    struct Snapshot: Hashable, Sendable {
        let number: Number
        /// What of the folder itself it was made from, directly or through other snapshots, with what has been
        /// promoted since.
        var real: [String: FileStamp]
        /// Its own entries, before anything was done in it.
        let base: [String: FileStamp]
        /// When it was complete, by the file system's clock, in nanoseconds since 1970.
        let completed: Int64
        /// Whether what was done in it may have read any of its files, not only those it changed.
        let isOpaque: Bool
    }

    /// Names an attempt.
    struct Key: Hashable {
        let prefix: UInt64
        let action: String

        init(_ action: Action, after prefix: UInt64) {
            self.prefix = prefix
            self.action = action.canonical
        }
    }

    private struct Attempt {
        let number: Number
        /// How often the folder had changed when it began.
        let epoch: Int
        /// Nil while it goes on.
        var observation: Observation?
        var snapshot: Snapshot?
        var isPromoting = false
    }

    private var attempts: [Key: Attempt] = [:]
    private var epoch = 0
    private var nextNumber = 1
    /// Snapshots that nobody wants any more and that are still on the disk.
    private(set) var doomed: [Number] = []

    /// How many attempts there are.
    var count: Int { attempts.count }

    /// The snapshot that a step after `trajectory` sees; nil for the folder itself.
    func snapshot(after trajectory: Trajectory) -> Snapshot? {
        guard attempts.values.contains(where: { $0.snapshot != nil }) else { return nil }
        var seen: Snapshot?
        var prefix = Trajectory()
        for step in trajectory.steps {
            let attempt = attempts[Key(step.action, after: prefix.fingerprint)]
            if let attempt, attempt.observation == step.observation { seen = attempt.snapshot ?? seen }
            prefix.append(step)
        }
        return seen
    }

    /// Begins an attempt.
    /// - Returns: its number.
    mutating func begin(_ key: Key) -> Number {
        if let old = attempts[key], !old.isPromoting { doom(old) }
        let number = takeNumber()
        attempts[key] = Attempt(number: number, epoch: epoch)
        return number
    }

    /// A number that no other snapshot has.
    mutating func takeNumber() -> Number {
        defer { nextNumber += 1 }
        return nextNumber
    }

    /// What came of an attempt.
    /// - Returns: whether anybody still wants to know.
    mutating func end(_ key: Key, _ number: Number, _ observation: Observation, _ snapshot: Snapshot?) -> Bool {
        guard attempts[key]?.number == number else {
            doomed.append(number)
            return false
        }
        attempts[key]?.observation = observation
        attempts[key]?.snapshot = snapshot
        return true
    }

    /// Nothing came of an attempt.
    mutating func fail(_ key: Key, _ number: Number) {
        if attempts[key]?.number == number { attempts[key] = nil }
        doomed.append(number)
    }

    /// Forgets an attempt. One that is being promoted stays: it is certain.
    mutating func discard(_ key: Key) {
        guard let attempt = attempts[key], !attempt.isPromoting else { return }
        attempts[key] = nil
        doom(attempt)
    }

    /// What has to be done so that an attempt stands.
    enum Duty: Hashable {
        /// Its changes have to be brought into the folder.
        case promote(Snapshot)
        /// Nothing: it changed nothing, and neither did anybody else.
        case none
        /// It cannot stand any more.
        case redo(reason: String)
    }

    /// The step of an attempt is certain.
    mutating func duty(_ key: Key, _ observation: Observation) -> Duty {
        guard let attempt = attempts[key], attempt.observation == observation else {
            return .redo(reason: "its snapshot is gone")
        }
        guard let snapshot = attempt.snapshot else {
            attempts[key] = nil
            return attempt.epoch == epoch
                ? .none : .redo(reason: "the folder has changed since, and it may have read from there")
        }
        attempts[key]?.isPromoting = true
        return .promote(snapshot)
    }

    /// The changes of an attempt are in the folder.
    /// - Parameter stamps: the entries that changed, as they are now; nil for what is gone.
    mutating func promoted(_ key: Key, _ stamps: [String: FileStamp?]) {
        if let attempt = attempts.removeValue(forKey: key) { doom(attempt) }
        folderChanged(stamps)
    }

    /// An attempt's changes do not fit the folder any more.
    mutating func outdated(_ key: Key) {
        if let attempt = attempts.removeValue(forKey: key) { doom(attempt) }
    }

    /// A step that was certain has changed the folder by way of a stage.
    mutating func folderChanged(_ stamps: [String: FileStamp?], droppingStage stage: Number) {
        doomed.append(stage)
        folderChanged(stamps)
    }

    private mutating func folderChanged(_ stamps: [String: FileStamp?]) {
        guard !stamps.isEmpty else { return }
        epoch += 1
        // Whatever can still be promoted was built on these changes and has them already.
        for key in attempts.keys {
            for (path, stamp) in stamps { attempts[key]?.snapshot?.real[path] = stamp }
        }
    }

    /// The snapshots to delete from the disk.
    mutating func takeDoomed() -> [Number] {
        defer { doomed = [] }
        return doomed
    }

    private mutating func doom(_ attempt: Attempt) {
        if attempt.observation != nil { doomed.append(attempt.number) }
    }
}
