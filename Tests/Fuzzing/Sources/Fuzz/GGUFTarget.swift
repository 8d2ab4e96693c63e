import Dispatch
@testable import EmbeddedEngine
import Foundation
import Planning

/// A file is refused, or it is a model that answers or says why it does not.
enum GGUFTarget {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        // A larger model takes longer and is read no differently.
        let limits = EmbeddedLimits(memory: 1 << 26)
        guard let file = try? GGUFFile(Data(bytes), name: "fuzz"),
            let model = try? EmbeddedModel(file, limits: limits)
        else { return }
        precondition(model.contextLength > 0, "a model that reads nothing")
        let done = DispatchSemaphore(value: 0)
        Task {
            do {
                for try await _ in try model.complete("1 2", CompletionOptions(maxOutput: 2)) {}
            } catch {
                precondition(error is BackendError, "a model ends with \(error)")
            }
            done.signal()
        }
        done.wait()
    }
}
