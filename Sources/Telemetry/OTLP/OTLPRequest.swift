public import Planning

/// An export request of OTLP in its JSON form (`ExportTraceServiceRequest`), as collectors take it at
/// `/v1/traces`: ids in hexadecimal, 64-bit numbers as text.
public enum OTLPRequest {
    /// The request that hands over `spans`.
    /// - Parameter version: this program's version.
    public static func document(_ spans: [Span], convention: Convention, version: String) -> JSONValue {
        var scopeSpans: [String: JSONValue] = [
            "scope": ["name": "outrider", "version": .string(version)],
            "spans": .array(spans.map(value)),
        ]
        scopeSpans["schemaUrl"] = convention.schemaURL.map(JSONValue.string)
        let resource: JSONValue = [
            "attributes": .array([
                value(Attribute("service.name", "outrider")), value(Attribute("service.version", version)),
            ])
        ]
        return ["resourceSpans": [["resource": resource, "scopeSpans": [.object(scopeSpans)]]]]
    }

    private static func value(_ span: Span) -> JSONValue {
        var members: [String: JSONValue] = [
            "traceId": .string(span.trace.hexadecimal), "spanId": .string(span.id.hexadecimal),
            "name": .string(span.name), "kind": .integer(Int64(span.kind.rawValue)),
            "startTimeUnixNano": .string(String(span.start)), "endTimeUnixNano": .string(String(span.end)),
            "attributes": .array(span.attributes.map(value)),
        ]
        members["parentSpanId"] = span.parent.map { .string($0.hexadecimal) }
        if !span.links.isEmpty {
            members["links"] = .array(
                span.links.map { link in
                    [
                        "traceId": .string(span.trace.hexadecimal), "spanId": .string(link.span.hexadecimal),
                        "attributes": .array(link.attributes.map(value)),
                    ]
                })
        }
        if case .error(let message) = span.status { members["status"] = ["code": 2, "message": .string(message)] }
        return .object(members)
    }

    private static func value(_ attribute: Attribute) -> JSONValue {
        ["key": .string(attribute.name), "value": value(attribute.value)]
    }

    private static func value(_ value: Attribute.Value) -> JSONValue {
        switch value {
        case .text(let text): ["stringValue": .string(text)]
        case .whole(let number): ["intValue": .string(String(number))]
        case .number(let number): ["doubleValue": JSONValue(number)]
        case .texts(let texts): ["arrayValue": ["values": .array(texts.map { ["stringValue": .string($0)] })]]
        }
    }
}
