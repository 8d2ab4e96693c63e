import Foundation

/// A row in the list of the viewer, and what is shown when it is opened.
struct InspectedRow: Equatable {
    /// What the row is about.
    enum Subject: Equatable {
        case run
        case step(Int)
        case call(Int)
        case execution(Int)
    }

    let subject: Subject
    /// The beginning of the line: how it stands and what it is.
    let label: ScreenLine
    /// The end of the line: the figures.
    let tail: String
    /// When the work went on, from 0 at the beginning of the run to 1 at its end; nil for the run itself.
    let span: ClosedRange<Double>?
    /// Whether it stands: a bar that does not is drawn hollow.
    let stands: Bool
    /// The details, unwrapped.
    let details: [ScreenLine]

    /// Whether the row or its details have `query` in them, in whichever case.
    func contains(_ query: String) -> Bool {
        ([label] + details).contains { $0.text.range(of: query, options: .caseInsensitive) != nil }
            || tail.range(of: query, options: .caseInsensitive) != nil
    }
}
