import Benchmarking
import Foundation

/// A file that a command was asked to write.
struct OutputFile {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    func write(_ text: String) throws {
        do {
            try text.write(to: URL(filePath: path), atomically: true, encoding: .utf8)
        } catch {
            throw Failure(.failure, "\(path) cannot be written: \(error.localizedDescription); is the folder there?")
        }
    }

    /// One figure goes into the file itself; of several, each gets a number before the ending.
    func write(_ figures: [FrontierFigure]) throws {
        let url = URL(filePath: path)
        for (index, figure) in figures.enumerated() {
            let name = "\(url.deletingPathExtension().relativePath)-\(index + 1).svg"
            try (figures.count == 1 ? self : OutputFile(name)).write(figure.svg)
        }
    }
}
