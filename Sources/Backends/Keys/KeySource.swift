/// Where a provider's key comes from, as the configuration says. Never the key itself.
public enum KeySource: Sendable, Hashable {
    /// The provider takes no key.
    case none
    /// A variable of the environment, unless `outrider keys set` has stored a key.
    case environment(String)
    /// What a shell command prints, such as `pass show openai`.
    case command(String)
    /// What a file holds; only its owner may read it.
    case file(String)
}
