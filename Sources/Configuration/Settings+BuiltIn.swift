extension Settings {
    /// The values that hold where nobody says anything else.
    static func builtInValues(places: Places) throws(ConfigurationError) -> [SettingKey: Setting] {
        let texts: [SettingKey: String] = [
            .agent: "blocksworld", .lambda: "0.5", .maxCost: "1.00", .maxTime: "10m", .maxSteps: "100",
            .scheduling: "continuous", .database: places.database,
            // What only reads, and reads only what the operator has pointed at; not the open web.
            .trustedTools: "calculator,list_files,read_file,search_files,sql_query",
        ]
        var values: [SettingKey: Setting] = [:]
        for (key, text) in texts { values[key] = try Setting(text, for: key, from: .builtIn) }
        return values
    }
}
