import Planning
import Testing

struct JSONValueTests {
    @Test func keyOrderAndTheSpellingOfNumbersDoNotMatter() throws {
        let one = try JSONValue(parsing: #"{"a": 1, "b": [1.0, 1e2, 0.5]}"#)
        let other = try JSONValue(parsing: #"{ "b":[1,100,5e-1],"a":1.0 }"#)
        #expect(one == other)
        #expect(one.canonical == #"{"a":1,"b":[1,100,0.5]}"#)
        #expect(one.hashValue == other.hashValue)
    }

    @Test func valuesOfDifferentTypesAreDifferent() {
        let values: [JSONValue] = [nil, false, 0, "", "0", "null", [], [:], [nil], 0.5]
        for (index, left) in values.enumerated() {
            for (other, right) in values.enumerated() { #expect((left == right) == (index == other)) }
        }
    }

    @Test func twoSpellingsOfOneCharacterStayTwoStrings() {
        #expect(JSONValue.string("caf\u{e9}") != .string("cafe\u{301}"))
    }

    @Test func theCanonicalTextIsJSONThatReadsBackAsTheSameValue() throws {
        let value: JSONValue = ["text": "a\"b\\c\n\t\u{1}é😀", "list": [1, -2.5, true, nil], "deep": ["x": [:]]]
        #expect(try JSONValue(parsing: value.canonical) == value)
    }

    @Test func numbersThatJSONCannotExpressBecomeNull() {
        #expect(JSONValue(.nan) == nil)
        #expect(JSONValue(.infinity) == nil)
        #expect(JSONValue(3) == 3)
        #expect(JSONValue(1e300).double == 1e300)
    }

    @Test(arguments: ["", "{", "[1", "nul", #"{"a" 1}"#]) func whatIsNotJSONIsAnError(text: String) {
        #expect(throws: DecodingError.self) { try JSONValue(parsing: text) }
    }
}
