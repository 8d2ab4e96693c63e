import Planning
import Testing

@testable import Tools

struct WorkspacePlanTests {
    private let done = Observation("done")

    private func snapshot(_ number: Int, real: [String: FileStamp] = [:]) -> WorkspacePlan.Snapshot {
        WorkspacePlan.Snapshot(number: number, real: real, base: [:], completed: 0, isOpaque: false)
    }

    private func action(_ name: String) -> Action { Action(tool: name) }

    private func trajectory(_ names: String...) -> Trajectory {
        Trajectory(names.map { Step(action: Action(tool: $0), observation: done) })
    }

    private func stamp(_ size: Int64) -> FileStamp {
        FileStamp(kind: .file, inode: 1, size: size, modified: 1, mode: 0o644)
    }

    /// Tries `name` after `prefix`, with a snapshot.
    private func attempt(
        _ name: String, after prefix: Trajectory, in plan: inout WorkspacePlan, real: [String: FileStamp] = [:]
    ) -> Int {
        let key = WorkspacePlan.Key(action(name), after: prefix.fingerprint)
        let number = plan.begin(key)
        let isWanted = plan.end(key, number, done, snapshot(number, real: real))
        #expect(isWanted)
        return number
    }

    private func expectDoomed(_ numbers: [Int], in plan: inout WorkspacePlan) {
        let doomed = plan.takeDoomed()
        #expect(doomed == numbers)
    }

    @Test func deeperDraftsSeeWhatEarlierDraftsDid() {
        var plan = WorkspacePlan()
        #expect(plan.snapshot(after: trajectory("read")) == nil)
        let first = attempt("a", after: trajectory(), in: &plan)
        #expect(plan.snapshot(after: trajectory()) == nil)
        #expect(plan.snapshot(after: trajectory("a"))?.number == first)
        // A step that changes nothing sees, and leaves, what the one before left.
        #expect(plan.snapshot(after: trajectory("a", "read"))?.number == first)
        let second = attempt("b", after: trajectory("a", "read"), in: &plan)
        #expect(plan.snapshot(after: trajectory("a", "read", "b"))?.number == second)
        // Other steps, or another observation, are another way.
        #expect(plan.snapshot(after: trajectory("a", "b"))?.number == first)
        let other = Trajectory([Step(action: action("a"), observation: Observation("no"))])
        #expect(plan.snapshot(after: other) == nil)
    }

    @Test func whatIsDroppedIsSeenByNobodyAndDeleted() {
        var plan = WorkspacePlan()
        let number = attempt("a", after: trajectory(), in: &plan)
        plan.discard(WorkspacePlan.Key(action("a"), after: trajectory().fingerprint))
        #expect(plan.snapshot(after: trajectory("a")) == nil)
        expectDoomed([number], in: &plan)
        expectDoomed([], in: &plan)
    }

    @Test func anAttemptThatIsDroppedWhileItGoesOnEndsInNothing() {
        var plan = WorkspacePlan()
        let key = WorkspacePlan.Key(action("a"), after: trajectory().fingerprint)
        let number = plan.begin(key)
        plan.discard(key)
        let isWanted = plan.end(key, number, done, snapshot(number))
        #expect(!isWanted)
        expectDoomed([number], in: &plan)
        let duty = plan.duty(key, done)
        #expect(duty == .redo(reason: "its snapshot is gone"))
    }

    @Test func theSameAttemptAgainReplacesTheFirst() {
        var plan = WorkspacePlan()
        let first = attempt("a", after: trajectory(), in: &plan)
        let second = attempt("a", after: trajectory(), in: &plan)
        #expect(plan.snapshot(after: trajectory("a"))?.number == second)
        expectDoomed([first], in: &plan)
    }

    @Test func whatIsPromotedIsKnownToWhatWasBuiltOnIt() {
        var plan = WorkspacePlan()
        let number = attempt("a", after: trajectory(), in: &plan, real: ["x": stamp(1), "y": stamp(2)])
        _ = attempt("b", after: trajectory("a"), in: &plan, real: ["x": stamp(1), "y": stamp(2)])
        let key = WorkspacePlan.Key(action("a"), after: trajectory().fingerprint)
        guard case .promote(let snapshot) = plan.duty(key, done) else {
            Issue.record("it is not promoted")
            return
        }
        #expect(snapshot.number == number)
        // What is certain is no longer dropped.
        plan.discard(key)
        plan.promoted(key, ["x": stamp(9), "y": nil])
        expectDoomed([number], in: &plan)
        #expect(plan.snapshot(after: trajectory("a")) == nil)
        #expect(plan.snapshot(after: trajectory("a", "b"))?.real == ["x": stamp(9)])
    }

    @Test func aReadingIsStaleOnceTheFolderHasChanged() {
        var plan = WorkspacePlan()
        let edit = WorkspacePlan.Key(action("edit"), after: trajectory().fingerprint)
        let fresh = WorkspacePlan.Key(action("look"), after: trajectory().fingerprint)
        let late = WorkspacePlan.Key(action("look"), after: trajectory("edit").fingerprint)
        for key in [fresh, late] { _ = plan.end(key, plan.begin(key), done, nil) }
        let duty = plan.duty(fresh, done)
        #expect(duty == .none)
        _ = attempt("edit", after: trajectory(), in: &plan)
        _ = plan.duty(edit, done)
        plan.promoted(edit, ["x": stamp(1)])
        guard case .redo = plan.duty(late, done) else {
            Issue.record("it read the folder before the change and stands")
            return
        }
    }

    @Test func changesAreInAnOrderInWhichTheyCanBeDone() {
        let folder = FileStamp(kind: .folder, inode: 0, size: 0, modified: 0, mode: 0o755)
        let base = ["a": stamp(1), "old": folder, "old/b": stamp(1), "same": stamp(1), "turn": stamp(1)]
        let now = [
            "a": stamp(2), "new": folder, "new/c": stamp(1), "same": stamp(1), "turn": folder, "turn/d": stamp(1),
        ]
        let changes = FolderChange.all(from: base, to: now, real: base, completed: 5)
        #expect(
            changes.map { "\($0.kind.rawValue) \($0.path)" } == [
                "remove turn", "remove old/b", "remove-folder old", "write a", "folder new", "write new/c",
                "folder turn", "write turn/d",
            ])
        #expect(changes.first { $0.path == "a" }?.expected == stamp(1))
        #expect(changes.first { $0.path == "new/c" }?.expected == nil)
        // Within the tick in which the snapshot was made nobody can tell.
        let doubtful = FolderChange.all(from: ["a": stamp(1)], to: ["a": stamp(1)], real: [:], completed: 1)
        #expect(doubtful.map(\.path) == ["a"])
    }
}
