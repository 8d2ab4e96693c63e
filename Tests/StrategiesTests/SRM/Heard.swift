import Planning
import Synchronization

/// What the answers of each number were told.
final class Heard: Sendable {
    private let heard = Mutex<[Int: Set<String?>]>([:])

    func note(_ request: ProposalRequest) {
        heard.withLock { _ = $0[request.sampling?.number ?? -1, default: []].insert(request.guidance) }
    }

    func said(to number: Int) -> Set<String?> { heard.withLock { $0[number] ?? [] } }
}
