import Foundation
import Planning
import Testing

struct JSONScannerTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false", .bool(false)), ("0", 0), ("-0", 0), ("-12", -12),
            ("1.0", 1), ("1e2", 100), ("1.5E-1", 0.15), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"), (#""\u00e9\uD83E\uDDF1""#, "é🧱"),
            (#""plain – ü🧱""#, "plain – ü🧱"), ("[]", []), ("[1 , [2]]", [1, [2]]), ("{}", [:]),
            (#"{"a":{"b":[null]},"a ":1}"#, ["a": ["b": [nil]], "a ": 1]), ("\u{FEFF}[]", []), ("\r\n\t[]\n", []),
            (#"{"a":1,"a":2}"#, ["a": 2]),
        ] as [(String, JSONValue)])
    func documentsAreRead(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "nulls", "True", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1e999", "'a'",
        "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\udc00\"", "\"a\nb\"", "\"\u{1}\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"", "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "[]]", "{}{}", "1 1", "// c\n1",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try JSONValue(parsing: text) }
    }

    @Test func deepNestingIsRefusedInsteadOfOverflowingTheStack() throws {
        let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        _ = try JSONValue(parsing: nested(500))
        #expect(throws: DecodingError.self) { try JSONValue(parsing: nested(100_000)) }
    }

    @Test func everyCanonicalTextReadsBackAsItself() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<2000 {
            let value = Self.random(depth: 3, using: &generator)
            #expect(try JSONValue(parsing: value.canonical) == value)
            // What another implementation writes means the same.
            let other = try JSONEncoder().encode(value)
            #expect(try JSONValue(parsing: String(decoding: other, as: UTF8.self)) == value)
        }
    }

    @Test func damagedDocumentsNeverCrash() throws {
        var generator = SeededGenerator(seed: 7)
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",null,true],"b":{"c":"🧱"}}"#.utf8)
        for _ in 0..<20_000 {
            var damaged = text
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            guard let value = try? JSONValue(parsing: String(decoding: damaged, as: UTF8.self)) else { continue }
            #expect(try JSONValue(parsing: value.canonical) == value)
        }
    }

    private static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(.random(in: .min ... .max, using: &generator))
        case 3: return JSONValue(Double.random(in: -1e6...1e6, using: &generator))
        case 4: return JSONValue(Double(bitPattern: generator.next()))
        case 5:
            let scalars = (0..<Int.random(in: 0..<12, using: &generator)).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 0..<(Bool.random(using: &generator) ? 128 : 0x11000), using: &generator))
            }
            return .string(String(String.UnicodeScalarView(scalars)))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                members["k\(UInt8.random(in: 0...99, using: &generator))"] = random(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }
}
