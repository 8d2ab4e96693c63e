import Documents
import Testing

struct DocumentReadingTests {
    @Test func aValueKnowsItsFileLineColumnAndField() throws {
        let root = try DocumentNode(
            parsing: "name: x\ntools:\n  - name: a\n  - name: b\n", file: "agents/x.yaml")
        let tools = try #require(try root.mapping()["tools"]).list()
        let name = try #require(try tools[1].mapping()["name"])
        #expect(name.location == DocumentLocation(file: "agents/x.yaml", line: 4, column: 11, field: "tools[1].name"))
        #expect(try name.string() == "b")
    }

    @Test func everyTypedReaderTakesItsType() throws {
        let text = """
            string: hello
            number: 12
            quoted: "12"
            double: 0.5
            negative: -2e3
            yes: true
            no: false
            duration: 1h30m
            list: [a, b]
            block: |
              first
              second
            nothing:
            """
        let root = try DocumentNode(parsing: text, file: "f").mapping()
        #expect(try root["string"]?.string() == "hello")
        #expect(try root["number"]?.int() == 12)
        #expect(try root["number"]?.string() == "12")
        #expect(try root["number"]?.double() == 12)
        #expect(try root["double"]?.double(in: 0...1) == 0.5)
        #expect(try root["negative"]?.double() == -2000)
        #expect(try root["yes"]?.bool() == true)
        #expect(try root["no"]?.bool() == false)
        #expect(try root["duration"]?.duration() == .seconds(5400))
        #expect(try root["list"]?.list().map { try $0.string() } == ["a", "b"])
        #expect(try root["block"]?.string() == "first\nsecond\n")
        #expect(root["block"]?.line(ofTextLine: 1) == 12)
        #expect(root["nothing"]?.isNull == true)
        #expect(root["missing"] == nil)
        #expect(root.members.map(\.key).prefix(3) == ["string", "number", "quoted"])
    }

    @Test(
        arguments: [
            ("a: [1]", "f:1: a: there is a list here; expected a text", Reader.string),
            ("a: {b: 1}", "f:1: a: there is a mapping here; expected a text", .string),
            ("\na:", "f:2: a: there is nothing here; expected a text", .string),
            ("a: ~", "f:1: a: there is nothing here; expected a text", .string),
            ("a: 1.5", "f:1: a: there is “1.5” here; expected a whole number", .int),
            ("a: '3'", "f:1: a: there is the text “3” here; expected a whole number", .int),
            ("a: 99999999999999999999", "f:1: a: there is “99999999999999999999” here; expected a whole number", .int),
            ("a: 0", "f:1: a: there is “0” here; expected a whole number from 1 to 9", .smallInt),
            ("a: .nan", "f:1: a: there is “.nan” here; expected a number", .double),
            ("a: 0x10", "f:1: a: there is “0x10” here; expected a number", .double),
            ("a: 1e999", "f:1: a: there is “1e999” here; expected a number", .double),
            ("a: 1.5", "f:1: a: there is “1.5” here; expected a number from 0.0 to 1.0", .fraction),
            ("a: yes", "f:1: a: there is “yes” here; expected true or false", .bool),
            ("a: 'true'", "f:1: a: there is the text “true” here; expected true or false", .bool),
            ("a: 5", "f:1: a: there is “5” here; expected a duration such as 90s, 5m or 1h30m", .duration),
            ("a: b", "f:1: a: there is “b” here; expected a list", .list),
            ("a: [b]", "f:1: a: there is a list here; expected a mapping with the keys red, green", .mapping),
            ("a: blue", "f:1: a: “blue” is not known; expected one of red, green", .choice),
            ("a: gren", "f:1: a: “gren” is not known (did you mean “green”?); expected one of red, green", .choice),
            (
                "a:\n  gren: 1",
                "f:2: a.gren: the key “gren” is not known (did you mean “green”?); "
                    + "expected one of red, green", .mapping
            ),
        ])
    func theWrongTypeIsNamedWithItsPlace(text: String, message: String, reader: Reader) throws {
        let node = try #require(try DocumentNode(parsing: text, file: "f").mapping()["a"])
        let error = #expect(throws: DocumentError.self) { try reader.read(node) }
        #expect(error?.description == message)
    }

    @Test func aMissingKeyIsNamed() throws {
        let root = try DocumentNode(parsing: "a:\n  b: 1", file: "f").mapping()
        let inner = try #require(root["a"]).mapping()
        let error = #expect(throws: DocumentError.self) { try inner.required("name", expected: "a short name") }
        #expect(error?.description == "f:2: a: the key “name” is missing; expected name: a short name")
    }

    enum Reader {
        case string, int, smallInt, double, fraction, bool, duration, list, mapping, choice

        enum Color: String, CaseIterable { case red, green }

        func read(_ node: DocumentNode) throws {
            switch self {
            case .string: _ = try node.string()
            case .int: _ = try node.int()
            case .smallInt: _ = try node.int(in: 1...9)
            case .double: _ = try node.double()
            case .fraction: _ = try node.double(in: 0...1)
            case .bool: _ = try node.bool()
            case .duration: _ = try node.duration()
            case .list: _ = try node.list()
            case .mapping: _ = try node.mapping(allowing: ["red", "green"])
            case .choice: _ = try node.choice(of: Color.self)
            }
        }
    }
}
