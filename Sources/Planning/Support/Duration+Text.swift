extension Duration {
    /// The duration as a person reads it: `340 ms`, `4.2 s`, `12 min 5 s`, `2 h 3 min`.
    public var spoken: String {
        let seconds = self.seconds
        if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 59.95 { return "\((seconds * 10).rounded() / 10) s".replacing(".0 s", with: " s") }
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        if hours > 0 { return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min" }
        return rest == 0 ? "\(minutes) min" : "\(minutes) min \(rest) s"
    }
}
