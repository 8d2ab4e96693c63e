import Foundation
import GRDB
import Ledger
import Planning
import TemporaryFolders
import Testing

/// The questions in `dashboards/`, asked of a record.
struct SavedQuestionTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "dashboards")

    private static func files(in name: String, ending: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder.appending(path: name), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    /// A record with steps of every kind, read as other programs do.
    private func ask<Answer>(_ question: (Database) throws -> Answer) async throws -> Answer {
        let folder = try TemporaryFolder()
        let path = folder.file("outrider.db")
        let store = try LedgerStore.open(at: path, creating: true)
        let writer = store.writer()
        var run = ImaginaryRun()
        run.step()
        run.step(agreeing: false)
        run.step()
        let failed = run.start(.verifier, at: 4)
        run.settle(failed, .failed, cost: nil)
        run.resolve(failed, .failed)
        run.finish()
        for event in run.events { writer.record(event) }
        try await writer.flush()
        try store.close()
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration).read(question)
    }

    @Test func everySavedQuestionHasAnAnswer() async throws {
        let files = try Self.files(in: "sql", ending: "sql")
        #expect(files.count >= 10)
        let answers = try await ask { db in
            try files.map { file in
                let text = try String(contentsOf: file, encoding: .utf8)
                return (file.lastPathComponent, text, try Row.fetchAll(db, sql: text))
            }
        }
        for (name, text, rows) in answers {
            #expect(text.hasPrefix("-- "), "\(name) says what it asks")
            #expect(!rows.isEmpty, "\(name)")
        }
    }

    @Test func theAnswersAreRight() async throws {
        func text(_ name: String) throws -> String {
            try String(contentsOf: Self.folder.appending(path: "sql/\(name).sql"), encoding: .utf8)
        }
        let (acceptance, waste, spend) = try await ask { db in
            (
                try Row.fetchOne(db, sql: try text("acceptance-by-agent")),
                try Row.fetchAll(db, sql: try text("waste-by-reason")),
                try Row.fetchOne(db, sql: try text("spend-by-day"))
            )
        }
        #expect(acceptance?["judged"] == 3)
        #expect(acceptance?["accepted_percent"] == 66.7)
        #expect(Set(waste.map { $0["standing"] as String }) == ["mismatched", "failed"])
        #expect(spend?["calls"] == 7)
        #expect(spend?["unpriced_calls"] == 1)
    }

    @Test func everyPanelOfGrafanaHasAnAnswer() async throws {
        let files = try Self.files(in: "grafana", ending: "json")
        #expect(files.map { $0.deletingPathExtension().lastPathComponent } == ["acceptance", "latency", "spend"])
        for file in files {
            let board = try JSONValue(parsing: try String(contentsOf: file, encoding: .utf8))
            #expect(board["__inputs"]?.array?.first?["pluginId"] == "frser-sqlite-datasource")
            let panels = try #require(board["panels"]?.array)
            #expect(Set(panels.compactMap { $0["id"]?.integer }).count == panels.count, "every panel has its number")
            for panel in panels {
                let title = "\(file.lastPathComponent), \(panel["title"]?.string ?? "")"
                let target = try #require(panel["targets"]?.array?.first, "\(title)")
                let question = try #require(target["rawQueryText"]?.string, "\(title)")
                #expect(target["queryText"]?.string == question, "\(title)")
                let columns = try await ask { db in
                    // As Grafana puts the chosen time in.
                    let sql = question.replacing("$__from", with: "0").replacing("$__to", with: "9999999999999")
                    let rows = try Row.fetchAll(db, sql: sql)
                    #expect(!rows.isEmpty, "\(title)")
                    return try db.makeStatement(sql: sql).columnNames
                }
                if panel["type"] == "timeseries" {
                    #expect(target["queryType"] == "time series" && columns.first == "time", "\(title)")
                }
            }
        }
    }
}
