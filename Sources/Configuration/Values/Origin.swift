/// Where a value was set.
public enum Origin: Sendable, Hashable, CustomStringConvertible {
    /// A flag of the command line, such as `--lambda`.
    case flag(String)
    /// A variable of the environment, such as `OUTRIDER_LAMBDA`.
    case environment(String)
    /// A configuration file and the line in it; 1 is the first.
    case file(String, line: Int)
    /// Nobody set it.
    case builtIn

    /// `--lambda`, `OUTRIDER_LAMBDA`, `/home/ada/.config/outrider/config.yaml:3` or `built-in`.
    public var description: String {
        switch self {
        case .flag(let name), .environment(let name): name
        case .file(let path, let line): "\(path):\(line)"
        case .builtIn: "built-in"
        }
    }
}
