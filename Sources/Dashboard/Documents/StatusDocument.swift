/// What the dashboard stands on.
struct StatusDocument: Encodable {
    /// The file of the record.
    let database: String
    /// Ended runs that are not yet part of the statistics; nil until that is known.
    let uncounted: Int?
    /// Why they cannot be counted; nil when all is well.
    let failure: String?
}
