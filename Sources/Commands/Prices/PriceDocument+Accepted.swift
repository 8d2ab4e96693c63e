import Backends
import Ledger
import Planning

extension PriceDocument {
    /// Reads prices that were accepted.
    init(accepted set: PriceSet) throws {
        do {
            self = try PriceDocument(reading: try JSONValue(parsing: set.document), from: set.source)
        } catch {
            let day = UTCInstant(milliseconds: set.acceptedAt).day
            throw Failure(
                .configuration,
                "the prices that were accepted on \(day) cannot be read from the record: \(error); "
                    + "`outrider doctor` looks at the record")
        }
    }
}
