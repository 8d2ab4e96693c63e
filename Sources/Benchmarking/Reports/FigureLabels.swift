/// Finds room for short texts beside points, so that none covers another or a point. What finds no room
/// is left out.
struct FigureLabels {
    /// A text, centred on its place.
    struct Placed {
        let text: String
        let x: Double
        let y: Double
    }

    private struct Box {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        init(x: Double, y: Double, width: Double, height: Double) {
            (left, right) = (x - width / 2, x + width / 2)
            (top, bottom) = (y - height / 2, y + height / 2)
        }

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        func lies(in other: Box) -> Bool {
            left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
        }
    }

    private let page: Box
    private var taken: [Box]

    /// - Parameters:
    ///   - points: what must not be covered.
    init(width: ClosedRange<Double>, height: ClosedRange<Double>, points: [(x: Double, y: Double)]) {
        page = Box(
            x: (width.lowerBound + width.upperBound) / 2, y: (height.lowerBound + height.upperBound) / 2,
            width: width.upperBound - width.lowerBound, height: height.upperBound - height.lowerBound)
        taken = points.map { Box(x: $0.x, y: $0.y, width: 7, height: 7) }
    }

    /// A place for `text` near a point; nil where all are taken.
    /// - Parameter below: whether it would rather stand below than to the upper right.
    mutating func place(_ text: String, at point: (x: Double, y: Double), below: Bool) -> Placed? {
        let width = 6.2 * Double(text.count)
        let height = 12.0
        let aside = width / 2 + 7
        let above = [(aside, -8.0), (aside, 0), (0, -13)]
        let under = [(0, 13.0), (-aside, 8), (-aside, 0), (aside, 8), (-aside, -8)]
        let candidates = below ? under + above : above + under
        for (dx, dy) in candidates {
            let box = Box(x: point.x + dx, y: point.y + dy, width: width, height: height)
            guard box.lies(in: page), !taken.contains(where: box.meets) else { continue }
            taken.append(box)
            return Placed(text: text, x: point.x + dx, y: point.y + dy)
        }
        return nil
    }
}
