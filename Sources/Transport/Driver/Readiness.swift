/// What a socket is ready for, in the bits that curl uses for it.
struct Readiness: OptionSet {
    let rawValue: Int32

    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    static let failed = Readiness(rawValue: 4)
}
