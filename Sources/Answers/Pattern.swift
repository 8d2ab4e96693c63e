/// A regular expression that is read once, and not at every use, which takes longer than the matching does.
///
/// Safe to share: a literal holds no closures, which is what `Regex` itself cannot promise, and what it compiles when it is
/// first matched it stores atomically.
struct Pattern<Output>: @unchecked Sendable {
    let regex: Regex<Output>

    /// - Parameter literal: a literal, with options if need be.
    init(_ literal: Regex<Output>) { regex = literal }
}
