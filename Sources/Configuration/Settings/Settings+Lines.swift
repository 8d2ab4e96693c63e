import Control
import Foundation
import Planning

extension Settings {
    /// Every value that is set, section by section, for `outrider config show`. What
    /// may hold a secret — header values, key commands, user names and passwords in addresses — is
    /// never among it.
    public var lines: [SettingLine] {
        defaultLines + catalogueLines + engineLines + networkLines + toolLines + mcp.lines
    }

    private var defaultLines: [SettingLine] {
        let line = { (key: DefaultsSection.Key, text: String?, origin: Origin?) in
            Self.line("defaults.\(key.rawValue)", text, origin)
        }
        return [
            line(.agent, agent.value, agent.origin),
            line(.drafter, drafter?.value.description, drafter?.origin),
            line(.verifier, verifier?.value.description, verifier?.origin),
            line(.drafterStyle, drafterStyle?.value.rawValue, drafterStyle?.origin),
            line(.verifierStyle, verifierStyle?.value.rawValue, verifierStyle?.origin),
            line(.lambda, "\(lambda.value)", lambda.origin),
            line(.depth, depth.map { "\($0.value)" }, depth?.origin),
            line(.controller, controller?.value.rawValue, controller?.origin),
            line(.strategy, strategy.value.rawValue, strategy.origin),
            line(.scheduling, scheduling.value.rawValue, scheduling.origin),
            line(.maxSteps, maxSteps.map { "\($0.value)" }, maxSteps?.origin),
            line(.maxCost, maxCost.value.decimal, maxCost.origin),
            line(.maxTokens, maxTokens.map { "\($0.value)" }, maxTokens?.origin),
            line(.maxTime, maxTime?.value.spoken, maxTime?.origin),
            line(.maxWorkingTime, maxWorkingTime?.value.spoken, maxWorkingTime?.origin),
            line(.dailyLimit, dailyLimit?.value.decimal, dailyLimit?.origin),
            line(.dailyTokens, dailyTokens.map { "\($0.value)" }, dailyTokens?.origin),
            line(.dailySteps, dailySteps.map { "\($0.value)" }, dailySteps?.origin),
            line(.dailyTime, dailyTime?.value.spoken, dailyTime?.origin),
            line(.dailyWorkingTime, dailyWorkingTime?.value.spoken, dailyWorkingTime?.origin),
            line(.hedging, "\(hedging.value)", hedging.origin),
            line(.seed, seed.map { "\($0.value)" }, seed?.origin),
            line(.database, database.value, database.origin),
        ].compactMap(\.self)
    }

    private var engineLines: [SettingLine] {
        let line = { (key: EnginesSection.Key, text: String?, origin: Origin?) in
            Self.line("engines.\(key.rawValue)", text, origin)
        }
        return [
            line(.memoryLimit, engines.memoryLimit.map { "\($0.value)" }, engines.memoryLimit?.origin),
            line(.threads, engines.threads.map { "\($0.value)" }, engines.threads?.origin),
        ].compactMap(\.self)
    }

    private var networkLines: [SettingLine] {
        let line = { (key: NetworkSection.Key, text: String?, origin: Origin?) in
            Self.line("network.\(key.rawValue)", text, origin)
        }
        return [
            line(.proxy, network.proxy.map { PublicAddress.text(of: $0.value.exposed) }, network.proxy?.origin),
            line(.noProxy, network.noProxy.value, network.noProxy.origin),
            line(.caFile, network.caFile?.value, network.caFile?.origin),
        ].compactMap(\.self)
    }

    private var toolLines: [SettingLine] {
        let line = { (key: ToolsSection.Key, text: String?, origin: Origin?) in
            Self.line("tools.\(key.rawValue)", text, origin)
        }
        let trusted = tools.trusted.value.joined(separator: ", ")
        return [
            line(.root, tools.root?.value, tools.root?.origin),
            line(.trusted, trusted.isEmpty ? "none" : trusted, tools.trusted.origin),
            line(
                .allowPrivateAddresses, "\(tools.allowPrivateAddresses.value)", tools.allowPrivateAddresses.origin),
            line(.database, tools.database?.value, tools.database?.origin),
            line(.shell, tools.shell.value.rawValue, tools.shell.origin),
        ].compactMap(\.self)
    }

    private static func line(_ key: String, _ text: String?, _ origin: Origin?) -> SettingLine? {
        guard let text, let origin else { return nil }
        return SettingLine(key: key, text: text, origin: origin)
    }
}
