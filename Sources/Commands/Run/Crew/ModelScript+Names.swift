import Tasks

extension ModelScript {
    /// Whether a scripted model is meant by `name`, however it goes on.
    static func isMeant(by name: String) -> Bool { name.hasPrefix(prefix) }

    /// The scripted model that the user names.
    /// - Throws: a name that is not written as it has to be.
    init(typed name: String) throws {
        guard let script = ModelScript(name) else {
            throw Failure(.usage, "“\(name)” is no scripted model; write it as \(Self.form)")
        }
        self = script
    }
}
