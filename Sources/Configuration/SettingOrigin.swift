public import Documents

/// Which layer a value comes from. A later layer of this list gives way to an earlier one.
public enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// A flag of the command line.
    case flag(String)
    /// A variable of the environment.
    case environment(String)
    /// The project's `outrider.yaml`.
    case project(DocumentLocation)
    /// The user's configuration file.
    case user(DocumentLocation)
    /// The administrator's configuration file.
    case system(DocumentLocation)
    /// The program itself.
    case builtIn

    /// Where to look: the flag, the variable, or file and line.
    public var description: String {
        switch self {
        case .flag(let name), .environment(let name): name
        case .project(let place), .user(let place), .system(let place): "\(place.file):\(place.line)"
        case .builtIn: "built-in"
        }
    }
}
