import Foundation
import Planning

extension TraceRecorder {
    var agent: String { timeline.summary.header?.agent ?? "" }

    var runSpan: SpanID { .run(run) }

    func id(of round: RunTimeline.Round) -> SpanID { .round(round.number, of: run) }
    func id(of call: CallID) -> SpanID { .call(call, of: run) }

    func parent(of call: CallID) -> SpanID {
        let round = timeline.roundOfCall[call].map { timeline.rounds[$0] }
        return round.flatMap { $0.isDrafted ? id(of: $0) : nil } ?? runSpan
    }

    /// A span about which nothing but its place is known.
    func span(
        _ id: SpanID, _ name: String, from start: Duration, to end: Duration, parent: SpanID?
    ) -> Span {
        let began = timeline.wallTime(at: start)
        // By the clock of its beginning: a run that is resumed has another one.
        let length = parent == nil ? nil : UInt64(clamping: (end - start).nanoseconds)
        let ended = length.map { began.addingReportingOverflow($0).partialValue } ?? timeline.wallTime(at: end)
        return Span(
            trace: TraceID(run), id: id, parent: parent, name: name, kind: .internal, start: began,
            end: max(began, ended), attributes: [])
    }

    func links(to calls: [CallID]) -> [Span.Link] {
        calls.map { call in
            Span.Link(
                span: id(of: call), attributes: [.outrider(.verdict, .text(SpanVerdict.committed.rawValue))])
        }
    }

    func cost(_ money: Money?, _ provenance: Provenance) -> [Attribute] {
        guard let money else { return [] }
        return [
            .outrider(.cost, .number(money.dollars)), .outrider(.costProvenance, .text(provenance.rawValue)),
        ]
    }

    func server(_ endpoint: String?) -> [Attribute] {
        guard let endpoint, let url = URLComponents(string: endpoint), let host = url.host else { return [] }
        let port = url.port ?? (url.scheme == "http" ? 80 : 443)
        return [Attribute(convention.serverAddress, host), Attribute(convention.serverPort, port)]
    }

    func finishReason(_ reason: String) -> Attribute {
        Attribute(convention.finishReasons, .texts([reason]))
    }

    /// `_OTHER` is the convention's word for a kind that is not told apart.
    func fail(_ span: inout Span, _ message: String, type: String = "_OTHER") {
        span.status = .error(message)
        span.attributes.append(Attribute(convention.errorType, type))
    }

    /// One message, in the JSON form that the conventions describe.
    func message(_ name: String, role: String, _ text: String, finish: String? = nil) -> Attribute {
        var message: [String: JSONValue] = [
            "role": .string(role), "parts": [["type": "text", "content": .string(text)]],
        ]
        message["finish_reason"] = finish.map(JSONValue.string)
        return Attribute(name, JSONValue.array([.object(message)]).canonical)
    }
}

extension Attribute {
    static func outrider(_ name: OutriderAttribute, _ value: Value) -> Attribute { Attribute(name.rawValue, value) }
}
