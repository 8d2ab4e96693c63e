/// A model that cannot be used: what is wrong with its file, and what to try next.
public struct EmbeddedModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is no such file, or it may not be read.
        case unreadable
        /// The file contradicts itself or its format, or ends too early.
        case malformed
        /// A sound file, but of a kind that this engine does not run.
        case unsupported
        /// The model needs more memory than there is.
        case tooLarge = "too-large"
    }

    /// What is wrong.
    public let code: Code
    /// What happened, with the file's name.
    public let message: String
    /// What to try next.
    public let suggestion: String

    public var description: String { "\(message); \(suggestion)" }

    init(_ code: Code, _ message: String, suggestion: String? = nil) {
        self.code = code
        self.message = message
        self.suggestion = suggestion ?? Self.suggestion(for: code)
    }

    private static func suggestion(for code: Code) -> String {
        switch code {
        case .unreadable: "check the path and the file's permissions"
        case .malformed: "fetch the file again, and compare its checksum"
        case .unsupported: "use a Llama-architecture GGUF with f32, f16 or q8_0 weights, or a local server for this one"
        case .tooLarge: "use a smaller model, or a stronger quantisation with a local server"
        }
    }
}
