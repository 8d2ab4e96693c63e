import Planning

extension StrategySettings {
    /// Takes what the user has typed in the place of what the agent says.
    mutating func apply(_ flags: RunFlags) {
        guard flags.search != nil || flags.width != nil || flags.candidates != nil else { return }
        var settings = srm ?? SearchSettings()
        settings.search = flags.search ?? settings.search
        settings.width = flags.width ?? settings.width
        settings.candidates = flags.candidates ?? settings.candidates
        srm = settings
    }
}
