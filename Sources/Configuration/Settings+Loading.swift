import Backends
import Documents
import Planning

extension Settings {
    /// Reads all layers: flags, then `OUTRIDER_*` variables, then the project's `outrider.yaml`, then
    /// the user's configuration, then the system's, then what is built in. For each value the first
    /// layer that has one counts.
    ///
    /// The project's file is not trusted. It may choose agents and models and lower limits; it may
    /// not describe providers or models, raise a limit, trust tools or choose the database.
    /// - Throws: ``ConfigurationError``, which names file and line, variable or flag.
    public init(loading sources: SettingsSources) throws(ConfigurationError) {
        let places = try Places(environment: sources.environment)
        let system = try ConfigurationFile(
            path: sources.systemConfigFile ?? places.systemConfigFile, layer: .system, places: places)
        let user = try ConfigurationFile(
            path: sources.configFile ?? places.configFile, layer: .user, places: places)
        if user == nil, let missing = sources.configFile {
            throw ConfigurationError("\(missing) does not exist; expected a configuration file, as --config says")
        }
        let project = try ConfigurationFile(
            path: sources.workingFolder + "/outrider.yaml", layer: .project, places: places)

        var values = try Self.builtInValues(places: places)
        for file in [system, user].compactMap(\.self) {
            values.merge(file.settings) { _, later in later }
        }
        if let project {
            try Self.refuseHigherLimits(project.settings, than: values)
            values.merge(project.settings) { _, later in later }
        }
        for key in SettingKey.allCases {
            if let text = sources.environment[key.variable], !text.isEmpty {
                values[key] = try Setting(text, for: key, from: .environment(key.variable))
            }
            if let text = sources.flags[key] {
                values[key] = try Setting(text, for: key, from: .flag(key.flag))
            }
        }

        var description = CatalogueDescription(of: .builtIn)
        var catalogue = Catalogue.builtIn
        for file in [system, user].compactMap(\.self) {
            do throws(DocumentError) {
                try Self.add(file, to: &catalogue, &description, places)
            } catch {
                throw ConfigurationError(error)
            }
        }
        self.init(places: places, catalogue: catalogue, values: values, described: description.rows)
    }

    private static func refuseHigherLimits(
        _ settings: [SettingKey: Setting], than trusted: [SettingKey: Setting]
    ) throws(ConfigurationError) {
        for key in SettingKey.allCases where key.isLimit {
            guard let wanted = settings[key], let allowed = trusted[key], wanted.value.exceeds(allowed.value) else {
                continue
            }
            throw ConfigurationError(
                "\(wanted.origin): defaults.\(key.rawValue): a project file may lower a limit, not raise it to "
                    + "“\(wanted.text)”; expected at most \(allowed.text), as set by \(allowed.origin)")
        }
    }

    private static func add(
        _ file: ConfigurationFile, to catalogue: inout Catalogue, _ description: inout CatalogueDescription,
        _ places: Places
    ) throws(DocumentError) {
        let reader = ProviderReader(file: file, places: places)
        for member in file.providers {
            let provider = try reader.provider(member, known: catalogue.providers[member.key])
            catalogue.add(provider)
            description.update(provider, member, file.layer)
        }
        for member in file.models {
            catalogue.add(try ModelReader(catalogue: catalogue).model(member))
            description.update(model: member, file.layer)
        }
    }
}
