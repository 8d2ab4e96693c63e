extension Sequence {
    /// What the first of these layers says that says anything; the strongest layer comes first.
    func strongest<Value>(_ value: (Element) -> Value?) -> Value? {
        lazy.compactMap(value).first
    }
}
