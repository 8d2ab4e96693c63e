/// What a browser asks for, as far as this site looks at it. Whatever is in it may be wrong.
struct PageRequest: Sendable, Hashable {
    /// `GET` and its like.
    var method = "GET"
    /// The path, percent-encoding undone.
    var path: String
    /// The parameters behind the path; of several with one name the first.
    var query: [String: String] = [:]
    /// The fields of the head, by their names in lower case.
    var fields: [String: String] = [:]
}
