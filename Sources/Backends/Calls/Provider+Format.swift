extension Provider {
    /// How it is spoken to.
    var format: any WireFormat {
        if let kind = api.scoring { return ScoringFormat(kind: kind, scale: scores ?? kind.usualScale) }
        return OpenAIChatFormat(usageReporting: usageReporting)
    }
}
