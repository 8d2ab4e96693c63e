/// Finds the name that somebody meant.
public enum Spelling {
    /// The candidate that `text` is most likely a misspelling of; nil when none is near.
    ///
    /// Near means: a third of the letters may differ (inserted, left out, replaced or swapped),
    /// capitals aside. Of equally near ones the first counts.
    public static func nearest(to text: String, among candidates: [String]) -> String? {
        let wanted = Array(text.lowercased().prefix(64))
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased())
            let distance = distance(wanted, letters)
            guard distance <= max(1, max(wanted.count, letters.count) / 3) else { continue }
            if distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name
    }

    /// ` (did you mean “…”?)`, or nothing when no candidate is near.
    static func question(for text: String, among candidates: [String]) -> String {
        nearest(to: text, among: candidates).map { " (did you mean “\($0)”?)" } ?? ""
    }

    /// The optimal-string-alignment distance: edits and swaps of neighbours.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
