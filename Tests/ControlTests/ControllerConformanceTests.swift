import Control
import Foundation
import Planning
import PlanningTesting
import Testing

struct ControllerConformanceTests {
    private func violations(_ controller: some DepthController) -> [String] {
        DepthControllerConformance().violations(controller)
    }

    @Test(arguments: ControllerName.allCases, [0.3, 1])
    func everyControllerKeepsTheRules(name: ControllerName, lambda: Double) throws {
        let settings = ControllerSettings(lambda: try #require(Lambda(lambda)), seed: 11, expectile: 0.7, offset: 1)
        let controller = name.controller(settings)
        #expect(violations(controller).isEmpty)
        #expect(controller.name == name.rawValue)
    }

    @Test func theOracleKeepsTheRulesToo() {
        #expect(violations(OracleDepth(matches: [true, false, true, true])).isEmpty)
    }

    @Test(arguments: ControllerName.allCases) func aSavedControllerIsReadAgainByItsName(name: ControllerName) throws {
        func saved<Controller: DepthController>(_ controller: Controller) throws -> Bool {
            let data = try JSONEncoder().encode(controller)
            return try name.controller(savedAs: data) as? Controller == controller
        }
        let settings = ControllerSettings(lambda: .balanced, seed: 3)
        #expect(try saved(name.controller(settings)))
    }

    @Test(arguments: ControllerName.allCases, ["", "null", "{}", "[1,2]", #"{"weights":[1]}"#])
    func foreignDataIsRefused(name: ControllerName, text: String) {
        // `off` has nothing to read and `fixed` is a bare number.
        guard name != .off else { return }
        #expect(throws: (any Error).self) { try name.controller(savedAs: Data(text.utf8)) }
    }

    @Test func aBrokenSuiteMemberIsFound() {
        struct Broken: DepthController {
            var calls = 0
            var name: String { "broken" }
            mutating func decide(_ context: DepthContext) -> DepthDecision {
                calls += 1
                return DepthDecision(depth: 65, reason: "too far", acceptance: .nan)
            }
            func observe(_ outcome: DepthOutcome) {}
        }
        #expect(!violations(Broken()).isEmpty)
    }
}
