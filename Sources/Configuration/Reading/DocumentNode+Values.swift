import Backends
import Documents
import Planning

extension DocumentNode {
    /// A text that is not blank and has one line.
    func name(_ expectation: String) throws(DocumentError) -> String {
        let text = try string()
        guard text.contains(where: { !$0.isWhitespace }), !text.contains(where: \.isNewline) else {
            throw error("there is no usable text here", expected: expectation)
        }
        return text
    }

    /// The members of a mapping where somebody may have put a key instead, so that no error shows what
    /// stands there.
    func discreetMapping(_ expectation: String) throws(DocumentError) -> [DocumentMember] {
        guard case .mapping(let members) = content else {
            throw error("there is no mapping here", expected: expectation)
        }
        return members
    }

    /// An amount of dollars, exact.
    func money() throws(DocumentError) -> Money {
        Money(nanodollars: try nanodollars("an amount of dollars such as 0.50"))
    }

    /// Dollars per million tokens, in nano-dollars, exact.
    func price() throws(DocumentError) -> Int64 {
        try nanodollars("dollars per million tokens such as 0.15")
    }

    /// A length of time that is not zero.
    func timeout() throws(DocumentError) -> Duration {
        let value = try duration()
        guard value > .zero else { throw error("no time at all is too short", expected: "a duration such as 90s") }
        return value
    }

    /// An amount of memory.
    func byteCount() throws(DocumentError) -> ByteCount {
        let expectation = "an amount of memory such as 512MB or 6GB"
        guard case .scalar(let text, _) = content else { throw error("this is no amount", expected: expectation) }
        guard let count = ByteCount(spelled: text) else {
            throw error("“\(text.prefix(60))” is no amount of memory", expected: expectation)
        }
        return count
    }

    /// λ, or what time is worth.
    func preference() throws(DocumentError) -> Preference {
        let expectation = "a number from 0 (save money) to 1 (save time), or an amount such as $30/h"
        guard case .scalar(let text, _) = content else { throw error("this is no λ", expected: expectation) }
        guard let preference = Preference(text) else { throw error("“\(text)” is no λ", expected: expectation) }
        return preference
    }

    private func nanodollars(_ expectation: String) throws(DocumentError) -> Int64 {
        guard case .scalar(let text, _) = content else { throw error("this is no amount", expected: expectation) }
        if let value = Price.nanodollars(decimal: text) { return value }
        if text.hasPrefix("-"), Price.nanodollars(decimal: String(text.dropFirst())) != nil {
            throw error("“\(text)” is negative", expected: expectation)
        }
        throw error(
            "“\(text.prefix(60))” is no plain decimal number with at most nine decimals", expected: expectation)
    }
}
