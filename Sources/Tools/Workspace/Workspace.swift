import Foundation
import Planning
import Synchronization

/// The working folder, and snapshots of it in which steps can be tried before they are certain.
///
/// A snapshot is a copy, shared with the original where the file system can (FICLONE), of the folder or of the
/// snapshot that the steps before saw. ``WorkspacePlan`` decides which; this carries it out. What was tried
/// becomes real by ``confirm(_:after:)``, file by file, each as a whole; a process that is killed in the middle
/// has it completed by the next one. Where somebody else changed a file in the meantime, nothing is touched.
public actor Workspace {
    nonisolated let root: FileRoot
    private nonisolated let limits: WorkspaceLimits
    private nonisolated let session: WorkspaceSession
    private nonisolated let plan = Mutex(WorkspacePlan())
    private nonisolated let obstacle = Mutex<String?>(nil)

    /// A working folder.
    /// - Parameters:
    ///   - root: the folder; it may be a link.
    ///   - folder: where snapshots are kept; best in the same file system.
    /// - Throws: ``WorkspaceError`` where no snapshots can be kept.
    public init(root: String, snapshotsIn folder: String, limits: WorkspaceLimits = WorkspaceLimits()) throws {
        self.root = FileRoot(path: root)
        self.limits = limits
        session = try WorkspaceSession(below: folder)
    }

    /// Why nothing can be tried here; nil as long as nobody has found out.
    nonisolated var reasonNotToTry: String? { obstacle.withLock { $0 } }

    /// The files that a step after `trajectory` sees.
    nonisolated func files(after trajectory: Trajectory) -> FileRoot {
        guard let snapshot = plan.withLock({ $0.snapshot(after: trajectory) }) else { return root }
        return FileRoot(path: session.folder(snapshot.number))
    }

    /// Tries an action in a snapshot.
    /// - Parameters:
    ///   - isOpaque: whether it may read any file, not only those that it changes.
    ///   - body: carries it out in the files it is given.
    /// - Throws: ``WorkspaceError`` where there can be no snapshot, and what `body` throws.
    nonisolated func attempt(
        _ action: Action, after trajectory: Trajectory, isOpaque: Bool,
        _ body: (FileRoot) async throws -> Observation
    ) async throws -> Observation {
        let key = WorkspacePlan.Key(action, after: trajectory.fingerprint)
        let snapshot = try await open(key, after: trajectory, isOpaque: isOpaque)
        do {
            let observation = try await body(FileRoot(path: session.folder(snapshot.number)))
            try Task.checkCancellation()
            guard plan.withLock({ $0.end(key, snapshot.number, observation, snapshot) }) else {
                throw CancellationError()
            }
            return observation
        } catch {
            plan.withLock { $0.fail(key, snapshot.number) }
            throw error
        }
    }

    /// Tries an action that changes nothing, but may read the folder by ways of its own.
    nonisolated func attemptReading(
        _ action: Action, after trajectory: Trajectory, _ body: () async throws -> Observation
    ) async throws -> Observation {
        let key = WorkspacePlan.Key(action, after: trajectory.fingerprint)
        let number = plan.withLock { $0.begin(key) }
        do {
            let observation = try await body()
            try Task.checkCancellation()
            _ = plan.withLock { $0.end(key, number, observation, nil) }
            return observation
        } catch let failure as FailedAttempt {
            // Whoever takes the failure for what came of it finds that it stands.
            _ = plan.withLock { $0.end(key, number, failure.observation, nil) }
            throw failure
        } catch {
            plan.withLock { $0.fail(key, number) }
            throw error
        }
    }

    /// Forgets an attempt and what it did.
    nonisolated func discard(_ action: Action, after trajectory: Trajectory) {
        plan.withLock { $0.discard(WorkspacePlan.Key(action, after: trajectory.fingerprint)) }
    }

    /// Makes real what an attempt did. Not interrupted by cancellation.
    /// - Throws: when the folder cannot be written; what is left of it is done at the next start.
    func confirm(_ step: Step, after trajectory: Trajectory) throws -> Confirmation {
        let key = WorkspacePlan.Key(step.action, after: trajectory.fingerprint)
        switch plan.withLock({ $0.duty(key, step.observation) }) {
        case .none: return .stands
        case .redo(let reason): return .stale(reason: reason)
        case .promote(let snapshot):
            let changes = try changes(of: snapshot)
            if let path = try conflict(of: changes, in: snapshot) {
                plan.withLock { $0.outdated(key) }
                return .stale(reason: "“\(path)” was changed by somebody else")
            }
            let stamps = try bringBack(changes, from: snapshot.number)
            plan.withLock { $0.promoted(key, stamps) }
            return .stands
        }
    }

    /// Has files written for good: what `body` writes is gathered, and then put into the folder.
    /// - Throws: what `body` throws, and what keeps the folder from being written.
    nonisolated func write(_ body: (FileRoot) async throws -> Observation) async throws -> Observation {
        let stage = try await openStage()
        do {
            let observation = try await body(FileRoot(path: root.path, output: session.folder(stage)))
            try await close(stage)
            return observation
        } catch {
            plan.withLock { $0.folderChanged([:], droppingStage: stage) }
            throw error
        }
    }
}

// MARK: - On disk

extension Workspace {
    private func open(
        _ key: WorkspacePlan.Key, after trajectory: Trajectory, isOpaque: Bool
    ) throws -> WorkspacePlan.Snapshot {
        sweep()
        let (number, base) = try plan.withLock { plan in
            guard plan.count < limits.snapshots else {
                throw WorkspaceError("there are \(limits.snapshots) snapshots already")
            }
            return (plan.begin(key), plan.snapshot(after: trajectory))
        }
        do {
            let target = try makeFolder(number)
            var copy = FolderCopy(limits: limits, excluding: session.identity)
            let source = base.map { FileRoot(path: session.folder($0.number)) } ?? root
            try copy.copy(source.openFolder(.root), into: target)
            return WorkspacePlan.Snapshot(
                number: number, real: base?.real ?? copy.source, base: copy.target, completed: try now(),
                isOpaque: isOpaque)
        } catch {
            plan.withLock { $0.fail(key, number) }
            if let error = error as? WorkspaceError, error.isLasting { obstacle.withLock { $0 = "\(error)" } }
            throw error
        }
    }

    /// The time by the clock of the file system, which is coarser than that of the machine.
    private func now() throws -> Int64 {
        let mark = "\(session.path)/now"
        try Data([0]).write(to: URL(filePath: mark))
        var status = stat()
        guard stat(mark, &status) == 0 else { throw SystemFailure(errno) }
        return status.modified
    }

    private func makeFolder(_ number: Int) throws -> Descriptor {
        let path = session.folder(number)
        guard mkdir(path, 0o700) == 0 else {
            throw WorkspaceError("\(path) cannot be made (\(String(cString: strerror(errno))))")
        }
        return try FileRoot(path: path).openFolder(.root)
    }

    private func changes(of snapshot: WorkspacePlan.Snapshot) throws -> [FolderChange] {
        let now = try scan(FileRoot(path: session.folder(snapshot.number)), limit: limits.entries * 2)
        let all = FolderChange.all(
            from: snapshot.base, to: now, real: snapshot.real, completed: snapshot.completed)
        // A file that was only touched, or written with what it held, is no change.
        return try all.filter { try $0.kind != .write || !isSame($0, in: snapshot) }
    }

    private func isSame(_ change: FolderChange, in snapshot: WorkspacePlan.Snapshot) throws -> Bool {
        guard let expected = change.expected, expected.kind == .file else { return false }
        let path = RelativePath(found: change.path)
        guard let before = snapshot.base[change.path] else { return false }
        let new = try FileRoot(path: session.folder(snapshot.number)).openFile(path)
        guard new.size == Int(expected.size), try new.descriptor.status().st_mode & 0o7777 == before.mode,
            let old = try? root.openFile(path), old.size == new.size
        else {
            return false
        }
        var offset = 0
        while offset < new.size {
            let bytes = try new.descriptor.bytes(from: offset, limit: 1 << 20)
            guard try bytes == old.descriptor.bytes(from: offset, limit: 1 << 20), !bytes.isEmpty else { return false }
            offset += bytes.count
        }
        return true
    }

    /// The first entry of the folder that is not as the snapshot's step found it.
    private func conflict(of changes: [FolderChange], in snapshot: WorkspacePlan.Snapshot) throws -> String? {
        if snapshot.isOpaque {
            let now = try scan(root, limit: limits.entries * 2)
            let paths = Set(now.keys).union(snapshot.real.keys).sorted()
            if let path = paths.first(where: { now[$0] != snapshot.real[$0] }) { return path }
        }
        return changes.first { stamp(of: $0.path) != $0.expected }?.path
    }

    private func stamp(of path: String) -> FileStamp? {
        let path = RelativePath(found: path)
        guard let name = path.names.last, let folder = try? root.openFolder(path.parent)
        else { return nil }
        return folder.stamp(of: name)
    }

    private func scan(_ files: FileRoot, limit: Int) throws -> [String: FileStamp] {
        var scan = FolderScan(limit: limit, excluding: session.identity)
        try scan.scan(files.openFolder(.root))
        return scan.stamps
    }

    private func bringBack(_ changes: [FolderChange], from number: Int) throws -> [String: FileStamp?] {
        try session.carryOut(
            Promotion(
                root: root.path, source: session.folder(number), changes: changes,
                temporary: ".outrider-\(UUID().uuidString).tmp"))
    }

    private func openStage() throws -> Int {
        sweep()
        let number = plan.withLock { $0.takeNumber() }
        _ = try makeFolder(number)
        return number
    }

    private func close(_ stage: Int) throws {
        let changes = try scan(FileRoot(path: session.folder(stage)), limit: limits.entries)
            .sorted { $0.key < $1.key }
            .filter { $0.value.kind == .file || stamp(of: $0.key) == nil }
            .map { path, stamp in
                FolderChange(kind: stamp.kind == .file ? .write : .folder, path: path, expected: self.stamp(of: path))
            }
        let stamps = try bringBack(changes, from: stage)
        plan.withLock { $0.folderChanged(stamps, droppingStage: stage) }
    }

    /// Removes the snapshots that nobody wants.
    private func sweep() {
        for number in plan.withLock({ $0.takeDoomed() }) {
            try? FileManager.default.removeItem(atPath: session.folder(number))
        }
    }
}
