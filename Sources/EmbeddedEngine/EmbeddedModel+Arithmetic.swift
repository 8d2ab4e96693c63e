public import Foundation

/// For measurements that compare what the arithmetic is compiled for. A program takes the fastest.
extension EmbeddedModel {
    /// What ``arithmetic`` can be on this processor, the fastest first.
    @_spi(Measuring) public static var arithmetics: [String] { Processor.kernels.map { $0.name } }

    /// Loads a model that computes with one of ``arithmetics``.
    /// - Throws: ``EmbeddedModelError``.
    @_spi(Measuring) public convenience init(file: URL, arithmetic: String) throws {
        guard let kernels = Processor.kernels.first(where: { $0.name == arithmetic }) else {
            throw EmbeddedModelError(
                .unsupported,
                "the model \(file.lastPathComponent) cannot be computed with “\(arithmetic)” on this processor",
                suggestion: "choose among \(Self.arithmetics.joined(separator: ", "))")
        }
        try self.init(GGUFFile(at: file), kernels: kernels)
    }
}
