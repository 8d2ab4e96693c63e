import Planning

extension ModelRequest {
    /// What an answer depends on, as sixteen hexadecimal digits (FNV-1a, 64 bits): the model, the
    /// conversation, the tools and the sampling; not time-outs and prices.
    var fingerprint: String {
        var document = OpenAIChatEncoder(usageReporting: .unasked).document(for: self)
        if case .object(var members) = document {
            // The encoder leaves out what the model cannot do; the provider is not in its format.
            members["model"] = .string(model.id.description)
            document = .object(members)
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in document.canonicalBytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
