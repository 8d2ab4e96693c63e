/// Something that is closed until a test opens it, so that tests need no sleeping.
public final class Gate: Sendable {
    private let isOpen = Watched(false)

    /// A closed gate.
    public init() {}

    /// Lets everybody through, now and from now on.
    public func open() {
        isOpen.change { $0 = true }
    }

    /// Returns when the gate is open, or the task is cancelled.
    public func wait() async {
        await isOpen.wait { $0 }
    }
}
