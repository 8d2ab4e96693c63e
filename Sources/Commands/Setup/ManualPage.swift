import ArgumentParser
import Foundation
import Planning

/// The manual page as mdoc(7), from the description that the commands give of themselves.
struct ManualPage {
    let text: String

    /// - Throws: when the description cannot be read, which would be a fault of this program.
    init(of command: any ParsableCommand.Type) throws {
        let dump = try JSONValue(parsing: command._dumpHelp())
        guard let root = dump["command"] else { throw Failure(.failure, "the commands do not describe themselves") }
        var lines = [".Dd $Mdocdate$", ".Dt OUTRIDER 1", ".Os", ".Sh NAME", ".Nm outrider"]
        lines.append(".Nd \(Self.escaped(root["abstract"]?.string ?? ""))")
        lines += [".Sh SYNOPSIS", ".Nm", ".Ar command", ".Op Ar options", ".Sh DESCRIPTION"]
        lines += Self.paragraphs(root["discussion"]?.string)
        lines.append(".Sh COMMANDS")
        for child in root["subcommands"]?.array ?? [] { lines += Self.section(child, path: "outrider") }
        lines += [".Sh EXIT STATUS", ".Bl -tag -width 4n"]
        for (status, meaning) in Self.statuses { lines += [".It \(status)", meaning] }
        lines += [".El", ".Sh ENVIRONMENT"]
        lines += [".Ev OUTRIDER_HOME", "moves settings, keys, agents and the record to one folder;", ".Ev NO_COLOR"]
        lines += ["turns colours off."]
        text = lines.joined(separator: "\n") + "\n"
    }

    private static let statuses = [
        ("0", "an answer was produced"), ("1", "the run failed"),
        ("3", "a limit was reached; what was committed stands"),
        ("64", "the command line cannot be understood"), ("65", "the task or an agent's definition is invalid"),
        ("69", "a provider or server is unavailable"), ("75", "a temporary failure, after retries"),
        ("77", "a key is missing or refused"), ("78", "the configuration is wrong"), ("130", "interrupted"),
    ]

    private static func section(_ command: JSONValue, path: String) -> [String] {
        guard let name = command["commandName"]?.string, name != "help", command["shouldDisplay"]?.bool != false
        else { return [] }
        let full = "\(path) \(name)"
        var lines =
            [".Ss \(full)"] + paragraphs(command["abstract"]?.string) + paragraphs(command["discussion"]?.string)
        let arguments = (command["arguments"]?.array ?? []).filter {
            $0["valueName"]?.string != "help" && $0["shouldDisplay"]?.bool != false && $0["abstract"]?.string != nil
        }
        if !arguments.isEmpty {
            lines.append(".Bl -tag -width Ds")
            for argument in arguments { lines += [item(argument), escaped(argument["abstract"]?.string ?? "")] }
            lines.append(".El")
        }
        for child in command["subcommands"]?.array ?? [] { lines += section(child, path: full) }
        return lines
    }

    private static func item(_ argument: JSONValue) -> String {
        let value = escaped(argument["valueName"]?.string ?? "")
        let kind = argument["kind"]?.string
        guard kind != "positional" else { return ".It Ar \(value)" }
        let names = (argument["names"]?.array ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return name["kind"]?.string == "short" ? "Fl \(text)" : "Fl -\(text)"
        }
        return ".It " + names.joined(separator: " , ") + (kind == "option" ? " Ar \(value)" : "")
    }

    private static func paragraphs(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            if line.isEmpty { return ".Pp" }
            guard line.hasPrefix(" ") else { return escaped(String(line)) }
            // On a line of a macro, quotes would group words and vanish.
            return ".Dl " + escaped(String(line.drop { $0 == " " })).replacing("\"", with: "\\(dq")
        }
    }

    /// A line that begins with a dot or a quote would be a command of the typesetter.
    private static func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("\n", with: " ")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
}
