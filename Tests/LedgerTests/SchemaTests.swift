import Foundation
@testable import Ledger
import TemporaryFolders
import Testing

struct SchemaTests {
    /// The page that documents the schema is what people read; it must not drift.
    @Test func thePageShowsTheSchemaAsItIs() throws {
        let page = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/ledger.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- schema -->\n```sql\n"))
        let end = try #require(text.range(of: "\n```\n", range: begin.upperBound..<text.endIndex))
        #expect(text[begin.upperBound..<end.lowerBound] == LedgerSchema.migrations.joined(separator: "\n\n"))
    }

    @Test func everyViewCanBeRead() throws {
        let folder = try TemporaryFolder()
        let store = try LedgerStore.forTesting(at: folder.file())
        for view in ["v_runs", "v_steps", "v_calls", "v_spend", "v_batches"] {
            #expect(try store.rows("SELECT * FROM \(view)").isEmpty, "\(view)")
        }
    }
}
