// What is rare is left out where there is none of it; records of earlier versions never have it.

extension Usage {
    private enum CodingKeys: String, CodingKey {
        case freshInput, cacheRead, cacheWrite, cacheWriteHour, output, reasoning, serviceTier, provenance
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            freshInput: try container.decode(Int.self, forKey: .freshInput),
            cacheRead: try container.decode(Int.self, forKey: .cacheRead),
            cacheWrite: try container.decode(Int.self, forKey: .cacheWrite),
            cacheWriteHour: try container.decodeIfPresent(Int.self, forKey: .cacheWriteHour) ?? 0,
            output: try container.decode(Int.self, forKey: .output),
            reasoning: try container.decode(Int.self, forKey: .reasoning),
            serviceTier: try container.decodeIfPresent(String.self, forKey: .serviceTier),
            provenance: try container.decode(Provenance.self, forKey: .provenance))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(freshInput, forKey: .freshInput)
        try container.encode(cacheRead, forKey: .cacheRead)
        try container.encode(cacheWrite, forKey: .cacheWrite)
        if cacheWriteHour > 0 { try container.encode(cacheWriteHour, forKey: .cacheWriteHour) }
        try container.encode(output, forKey: .output)
        try container.encode(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(serviceTier, forKey: .serviceTier)
        try container.encode(provenance, forKey: .provenance)
    }
}
