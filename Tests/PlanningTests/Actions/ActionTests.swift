import Foundation
import Planning
import Testing

struct ActionTests {
    @Test func agreementIsToolAndArgumentsAndNothingElse() {
        let one = Action(tool: "move", arguments: ["x": 1, "y": 2], text: "move to 1, 2")
        let other = Action(tool: "move", arguments: ["y": 2, "x": 1], text: "go there")
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != Action(tool: "move", arguments: ["x": 1, "y": 3]))
        #expect(one != Action(tool: "Move", arguments: ["x": 1, "y": 2]))
    }

    @Test func textIsComparedTrimmedAndNormalizedButNotLooser() {
        #expect(Action(text: "  caf\u{e9} \n") == Action(text: "cafe\u{301}"))
        #expect(Action(text: "a b") != Action(text: "a  b"))
        #expect(Action(text: "A") != Action(text: "a"))
    }

    @Test func aTextIsNeverAToolOfTheSameName() {
        #expect(Action(text: "finish") != Action(tool: "finish"))
    }

    @Test func endingTheTaskIsPartOfTheAction() {
        #expect(Action(text: "42", answer: "42") != Action(text: "42"))
    }

    @Test(arguments: [
        Action(tool: "read", arguments: ["path": "a/b"]), Action(text: "so x = 3"),
        Action(tool: "finish", arguments: ["answer": "7"], answer: "7"),
    ])
    func anActionSurvivesItsJSON(action: Action) throws {
        let copy = try JSONDecoder().decode(Action.self, from: JSONEncoder().encode(action))
        #expect(copy == action)
        #expect(copy.text == action.text)
        #expect(copy.answer == action.answer)
    }

    @Test func trajectoriesHaveEqualFingerprintsExactlyWhenTheirStepsAreEqual() {
        let step = Step(action: Action(tool: "a"), observation: Observation("x"))
        let variants = [
            Trajectory(), Trajectory([step]), Trajectory([step, step]),
            Trajectory([Step(action: Action(tool: "a"), observation: Observation("x", isError: true))]),
            Trajectory([Step(action: Action(tool: "ax"), observation: Observation(""))]),
        ]
        #expect(Set(variants.map(\.fingerprint)).count == variants.count)
        var grown = Trajectory()
        grown.append(step)
        #expect(grown.fingerprint == Trajectory([step]).fingerprint)
    }
}
