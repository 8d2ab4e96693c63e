import Foundation

/// What the command line asks for.
struct BenchRequest {
    private(set) var names: [String] = []
    private(set) var seed: UInt64 = 1
    /// The model that a probe answers with.
    private(set) var model: URL?
    private(set) var results = URL(fileURLWithPath: "benchmarks/results")

    init(_ arguments: some Sequence<String>, known: [String]) throws {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--seed":
                guard let number = rest.next().flatMap({ UInt64($0) }) else {
                    throw BenchmarkError("--seed wants a number")
                }
                seed = number
            case "--results":
                guard let path = rest.next() else { throw BenchmarkError("--results wants a folder") }
                results = URL(fileURLWithPath: path)
            case "--model":
                guard let path = rest.next() else { throw BenchmarkError("--model wants a file") }
                model = URL(fileURLWithPath: path)
            case "serve", "probe": names.append(argument)
            default:
                guard known.contains(argument) else {
                    throw BenchmarkError("“\(argument)” is no benchmark; there are \(known.joined(separator: ", "))")
                }
                names.append(argument)
            }
        }
        if names.isEmpty { names = known }
    }
}
