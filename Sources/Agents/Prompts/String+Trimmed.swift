import Foundation

extension String {
    /// Without white space and line breaks at both ends.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
