import Foundation

extension Double {
    /// As a text with this many decimals, always with a point.
    func rounded(to decimals: Int) -> String {
        isFinite ? String(format: "%.\(decimals)f", self) : "–"
    }
}
