import Documents
import Planning

extension PriceRule {
    /// The keys of an entry, beside those of the prices that change.
    enum Key: String, CaseIterable {
        case promptAbove = "prompt_above"
        case service, hours, factor
    }

    /// Reads an entry of `when` below a price.
    init(reading node: DocumentNode) throws(DocumentError) {
        let mapping = try node.mapping(allowing: Key.allCases.map(\.rawValue) + PricePart.allCases.map(\.rawValue))
        self.init(
            promptAbove: try mapping[Key.promptAbove.rawValue]?.int(in: 0...1_000_000_000),
            service: try mapping[Key.service.rawValue]?.name("a service tier such as batch"),
            hours: try mapping[Key.hours.rawValue].map { node throws(DocumentError) in try DailyHours(reading: node) },
            parts: try ModelEntry.parts(of: mapping),
            factor: try mapping[Key.factor.rawValue].map { node throws(DocumentError) in
                Int64((try node.double(in: 0...1000) * 1_000_000).rounded())
            })
        guard promptAbove != nil || service != nil || hours != nil else {
            throw node.error("nobody says when this holds", expected: "prompt_above, service or hours")
        }
        guard factor != nil || !parts.isEmpty else {
            throw node.error("nothing is changed here", expected: "prices, or a factor")
        }
    }
}

extension DailyHours {
    fileprivate init(reading node: DocumentNode) throws(DocumentError) {
        let text = try node.string()
        guard let hours = DailyHours(text) else {
            throw node.error(
                "“\(text.prefix(60))” is no time of day", expected: "UTC, such as 16:30-00:30 or mon-fri 01:00-10:00")
        }
        self = hours
    }
}
