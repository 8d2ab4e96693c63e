/// A value that knows where it was set.
public struct Setting<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// Where it was set.
    public let origin: Origin

    /// A value and where it was set.
    public init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

extension Setting: Equatable where Value: Equatable {}
extension Setting: Hashable where Value: Hashable {}
