import Foundation

extension Console {
    /// Asks whoever types on standard input; everything but a plain yes is a no.
    func agrees(to question: String) -> Bool {
        write("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased())
    }
}
