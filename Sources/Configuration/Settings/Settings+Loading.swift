import Backends
import Documents
import Foundation
import Planning

extension Settings {
    /// What may be spent on a run unless somebody says otherwise.
    static let builtInMaxCost = Money(nanodollars: 1_000_000_000)

    /// Reads every layer and checks all of it, also what a stronger layer hides. Only the names of
    /// models are looked up no sooner than they are in force.
    /// - Parameters:
    ///   - places: where the files are.
    ///   - environment: the variables of the process.
    ///   - workingFolder: where the search for a project's file begins, and relative paths in the
    ///     environment; absolute.
    ///   - configFile: stands for the user's file; it must exist. It is the user who names it, so that
    ///     a project's file that is named here may say everything.
    /// - Throws: ``ConfigurationError`` with file, line and field, or the name of the variable.
    public static func load(
        places: Places, environment: [String: String], workingFolder: String, configFile: String? = nil
    ) throws(ConfigurationError) -> Settings {
        do {
            return try Settings(places, environment, workingFolder, configFile)
        } catch let error as ConfigurationError {
            throw error
        } catch let error as DocumentError {
            throw ConfigurationError(error)
        } catch {
            throw ConfigurationError(.unreadable, "the configuration cannot be read: \(error)", origin: nil)
        }
    }

    private init(
        _ places: Places, _ environment: [String: String], _ workingFolder: String, _ configFile: String?
    ) throws {
        if let path = environment["OUTRIDER_HOME"], !path.isEmpty, !path.hasPrefix("/") {
            throw ConfigurationError(
                .invalid, "“\(path)” is no absolute path", advice: "expected a path that begins with /",
                origin: .environment("OUTRIDER_HOME"))
        }
        let userFile = configFile.map { FilePath.absolute($0, in: workingFolder, home: places.home) }
        let trusted = try Self.trustedFiles(places, userFile: userFile)
        let layers = try Self.layers(
            trusted, places, workingFolder, environment, own: userFile ?? places.userFile)

        let defaults = layers.defaults
        agent = defaults.strongest(\.agent) ?? Setting("blocksworld", .builtIn)
        drafterStyle = defaults.strongest(\.drafterStyle)
        verifierStyle = defaults.strongest(\.verifierStyle)
        lambda = defaults.strongest(\.lambda) ?? Setting(.lambda(.balanced), .builtIn)
        depth = defaults.strongest(\.depth)
        controller = defaults.strongest(\.controller)
        strategy = defaults.strongest(\.strategy) ?? Setting(.dsp, .builtIn)
        scheduling = defaults.strongest(\.scheduling) ?? Setting(.continuous, .builtIn)
        maxSteps = defaults.strongest(\.maxSteps)
        maxCost = defaults.strongest(\.maxCost) ?? Setting(Self.builtInMaxCost, .builtIn)
        maxTokens = defaults.strongest(\.maxTokens)
        maxTime = defaults.strongest(\.maxTime)
        maxWorkingTime = defaults.strongest(\.maxWorkingTime)
        dailyLimit = defaults.strongest(\.dailyLimit)
        dailyTokens = defaults.strongest(\.dailyTokens)
        dailySteps = defaults.strongest(\.dailySteps)
        dailyTime = defaults.strongest(\.dailyTime)
        dailyWorkingTime = defaults.strongest(\.dailyWorkingTime)
        hedging = defaults.strongest(\.hedging) ?? Setting(true, .builtIn)
        seed = defaults.strongest(\.seed)
        database = defaults.strongest(\.database) ?? Setting(places.database, .builtIn)

        // Variables that are meant for every program are weaker than a file that is meant for this one.
        let general = SectionReader(
            environment, variables: \NetworkSection.Key.variables, in: workingFolder, home: places.home)
        network = NetworkSettings(layers.files.map(\.network) + [try NetworkSection(general)])
        engines = EngineSettings(layers.files.map(\.engines))
        tools = ToolSettings(layers.files.map(\.tools))
        mcp = MCPSettings(layers.files.map(\.mcp))
        files = layers.files.map(\.path)

        var reader = CatalogueReader(home: places.home)
        for file in trusted.reversed() { try reader.readProviders(of: file) }
        for file in trusted.reversed() { try reader.readModels(of: file) }
        catalogue = reader.catalogue
        catalogueLines = reader.lines
        let key = { (key: DefaultsSection.Key) in "defaults.\(key.rawValue)" }
        drafter = try reader.model(defaults.strongest(\.drafter), field: key(.drafter))
        verifier = try reader.model(defaults.strongest(\.verifier), field: key(.verifier))
    }

    /// The user's file and the system's, the stronger first, where they exist.
    private static func trustedFiles(_ places: Places, userFile: String?) throws -> [ConfigurationFile] {
        let exists = FileManager.default.fileExists(atPath:)
        if let userFile, !exists(userFile) {
            throw ConfigurationError(
                .unreadable, "there is no configuration file \(userFile)", advice: "check the path after --config",
                origin: .flag("--config"))
        }
        let user = userFile ?? places.userFile
        let paths = [exists(user) ? user : nil, places.systemFiles.first(where: exists)]
        return try paths.compactMap(\.self).map { try ConfigurationFile(at: $0, home: places.home) }
    }

    /// Everything that is said about runs and all files, the strongest first.
    private static func layers(
        _ trusted: [ConfigurationFile], _ places: Places, _ workingFolder: String, _ environment: [String: String],
        own: String
    ) throws -> (defaults: [DefaultsSection], files: [ConfigurationFile]) {
        let reader = SectionReader<DefaultsSection.Key>(
            environment, variables: { $0.variable.map { [$0] } ?? [] }, in: workingFolder, home: places.home)
        var files = trusted
        if let path = places.projectFile(from: workingFolder),
            !trusted.contains(where: { FilePath.isSame($0.path, path) })
        {
            let below = trusted.map(\.defaults)
            let rules = ProjectRules(
                userFile: own,
                maxCost: below.strongest(\.maxCost) ?? Setting(builtInMaxCost, .builtIn),
                below: below)
            files.insert(try ConfigurationFile(at: path, home: places.home, rules: rules), at: 0)
        }
        return ([try DefaultsSection(reader)] + files.map(\.defaults), files)
    }
}
