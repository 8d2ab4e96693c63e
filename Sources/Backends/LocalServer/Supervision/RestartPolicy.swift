/// When a server that has crashed is started again: after a wait that doubles, until it has crashed
/// too often in a row. A value.
struct RestartPolicy: Sendable, Hashable {
    /// The wait after the first crash.
    var firstDelay = Duration.milliseconds(500)
    /// The longest wait.
    var longestDelay = Duration.seconds(30)
    /// How many crashes in a row are followed by another start.
    var maximumCrashes = 5
    /// A server that was ready for so long has recovered: its crashes are counted anew.
    var steadyAfter = Duration.seconds(60)

    /// How long to wait after the last of `crashes` in a row; nil to give up.
    func delay(afterCrashes crashes: Int) -> Duration? {
        guard crashes <= maximumCrashes else { return nil }
        return min(firstDelay * (1 << min(max(crashes - 1, 0), 20)), longestDelay)
    }
}
