/// Which variables a server gets to see: what any program needs to run, and what the operator names. Nothing else, so
/// that no key reaches a server by accident.
enum ProgramEnvironment {
    private static let always: Set<String> = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR"]

    /// What is left of `environment`.
    static func scrubbed(_ environment: [String: String], passing names: [String]) -> [String: String] {
        environment.filter { name, _ in always.contains(name) || name.hasPrefix("LC_") || names.contains(name) }
    }
}
