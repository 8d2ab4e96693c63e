import Planning

@testable import Backends

extension AnswerDecoder {
    /// How an answer of these payloads fails; nil if it does not.
    func failure(_ payloads: [String]) -> BackendError? {
        var decoder = self
        do {
            for payload in payloads { _ = try decoder.push(payload) }
            _ = try decoder.end()
            return nil
        } catch {
            return error
        }
    }
}
