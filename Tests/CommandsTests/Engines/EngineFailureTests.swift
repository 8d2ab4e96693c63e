import Backends
@testable import Commands
import Foundation
import Testing

struct EngineFailureTests {
    @Test(arguments: LocalServerError.Code.allCases) func everyFailureOfAServerHasItsStatus(
        code: LocalServerError.Code
    ) {
        let expected: [LocalServerError.Code: Int32] = [
            .commandNotFound: 78, .inaccessible: 78, .endedEarly: 69, .neverReady: 69, .crashing: 69, .portTaken: 69,
            .noMemory: 69, .stopped: 69, .lost: 69, .differs: 75,
        ]
        #expect(Failure(LocalServerError(code, "")).status.rawValue == expected[code])
    }

    @Test func aFolderThatCannotBeUsedIsNamed() async throws {
        let server = try ModelServer()
        try server.touch("state")
        let result = try await server.outrider("run", "a task")
        #expect(result.status == 78, "\(result.errors)")
        #expect(result.errors.contains("\(server.outrider.home.path)/state/engines/here"), "\(result.errors)")
    }
}
