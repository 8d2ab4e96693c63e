@testable import Dashboard
import Ledger
import Planning
import Testing

struct SiteTests {
    private let fixture: SiteFixture

    init() throws {
        fixture = try SiteFixture()
    }

    @Test(arguments: ["/", "/runs", "/frontier", "/learning", "/spend", "/compare", "/runs/01ABC"])
    func everyPageIsThere(_ path: String) async {
        let answer = await fixture.ask(path)
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"] == "text/html; charset=utf-8")
        #expect(answer.text.hasPrefix("<!doctype html>"))
    }

    @Test func everyFileThatAPageNamesIsThere() async {
        let names = Array(EmbeddedPages.texts.keys)
        #expect(names.count > 8)
        for text in EmbeddedPages.texts.values {
            for match in text.matches(of: #/"\/assets\/([^"]+)"/#) {
                #expect(await fixture.ask("/assets/\(match.1)").status == 200, "\(match.1)")
            }
        }
    }

    /// What a content-security policy would refuse, and what would make a text part of a page.
    @Test func noPageWritesMarkupOrAsksAnybodyElse() {
        for (name, text) in EmbeddedPages.texts where name.hasSuffix(".js") {
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!text.contains(word), "\(name): \(word)")
            }
        }
        for (name, text) in EmbeddedPages.texts {
            let foreign = text.matches(of: #/(https?:)?\/\/[a-z0-9.-]+\.[a-z]+/#).map { String($0.0) }
            #expect(foreign.allSatisfy { $0.hasSuffix("//www.w3.org") }, "\(name): \(foreign)")
            #expect(!text.contains(" style=\"") && !text.contains("onclick=\""), "\(name)")
        }
    }

    @Test(arguments: [
        "", "/x", "/assets", "/assets/", "/assets/..", "/assets/../Package.swift", "/assets/x/../index.html",
        "/assets/index.html/", "/assets//etc/passwd", "/etc/passwd", "/../../etc/passwd", "/runs/a/b", "/api", "/api/",
        "/api/nothing", "/api/runs/a/calls", "/api/runs/a/b/1", "/Assets/index.html", "/assets/index",
    ])
    func whatIsNotThereIsNotFound(_ path: String) async {
        #expect(await fixture.ask(path).status == 404)
    }

    @Test(arguments: ["/", "/assets/app.js", "/api/runs", "/nothing", "/api/runs/nothing"])
    func everyAnswerHasItsFences(_ path: String) async {
        let fields = await fixture.ask(path).fields
        #expect(fields["Content-Security-Policy"]?.hasPrefix("default-src 'none'; script-src 'self'") == true)
        #expect(fields["Content-Security-Policy"]?.contains("unsafe") == false)
        #expect(fields["X-Content-Type-Options"] == "nosniff")
        #expect(fields["Referrer-Policy"] == "no-referrer")
        #expect(fields["Access-Control-Allow-Origin"] == nil)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) func nothingCanBeChanged(_ method: String) async {
        #expect(await fixture.ask("/api/runs", method: method).status == 405)
    }

    @Test func theTokenLeavesTheAddressBar() async throws {
        let fixture = try SiteFixture(token: "0123456789abcdef")
        let fields = ["host": "10.0.0.1:7420"]
        for (path, goal) in [("/spend", "/spend"), ("//evil.example", "/"), ("/runs/x", "/")] {
            let answer = await fixture.site.answer(
                PageRequest(path: path, query: ["token": "0123456789abcdef"], fields: fields))
            #expect(answer.status == 303)
            #expect(answer.fields["Location"] == goal)
            #expect(answer.fields["Set-Cookie"] == "outrider=0123456789abcdef; HttpOnly; SameSite=Strict; Path=/")
        }
        #expect(await fixture.site.answer(PageRequest(path: "/api/runs", fields: fields)).status == 401)
    }

    @Test func runsComePageByPage() async throws {
        for number in 1...5 as ClosedRange<UInt64> { try await fixture.keep(SampleRun.ended(number).events) }
        var seen: [JSONValue] = []
        var cursor: String?
        repeat {
            let page = try await fixture.json("/api/runs", ["limit": "2", "cursor": cursor ?? ""])
            #expect(page["count"] == 5)
            seen += page["runs"]?.array ?? []
            cursor = page["next"]?.string
        } while cursor != nil
        #expect(
            seen.map { $0["run"]?.string }
                == (1...5 as ClosedRange<UInt64>).reversed().map { SampleRun($0).id.description })
    }

    @Test(arguments: [
        ["limit": "0"], ["limit": "201"], ["limit": "many"], ["cursor": "x"], ["cursor": "1.2.3"],
        ["lambda_min": "low"], ["lambda_max": "nan"],
    ])
    func whatIsNoQuestionIsRefused(_ query: [String: String]) async throws {
        #expect(try await fixture.json("/api/runs", query, status: 400)["error"]?.string?.isEmpty == false)
    }

    @Test(arguments: ["' OR 1=1 --", "\"", "*", "task:x", "a AND b", "NEAR(", "\u{0}", "%", "😀"])
    func hostileWordsFindNothingAndBreakNothing(_ words: String) async throws {
        try await fixture.keep(SampleRun.ended().events)
        let page = try await fixture.json("/api/runs", ["search": words])
        #expect(page["runs"]?.array != nil)
    }

    @Test func aTaskIsFoundByTheBeginningsOfItsWords() async throws {
        try await fixture.keep(SampleRun.ended(1, task: "Translate the caption").events)
        try await fixture.keep(SampleRun.ended(2, task: "Describe the picture").events)
        #expect(try await fixture.json("/api/runs", ["search": "cap tran"])["count"] == 1)
        #expect(try await fixture.json("/api/runs", ["search": "the"])["count"] == 2)
        #expect(try await fixture.json("/api/runs", ["search": "ranslate"])["count"] == 0)
    }

    @Test func aHostileTaskIsAStringInJSON() async throws {
        let task = "</script><script>alert(1)</script>\u{2028}\"\\"
        let run = SampleRun.ended(task: task)
        try await fixture.keep(run.events)
        for path in ["/api/runs", "/api/runs/\(run.id)"] {
            let answer = await fixture.ask(path)
            #expect(answer.fields["Content-Type"] == "application/json; charset=utf-8")
            #expect(try JSONValue(parsing: answer.text).canonical.contains("alert(1)"))
        }
        #expect(try await fixture.json("/api/runs/\(run.id)")["run"]?["task"]?.string == task)
    }

    @Test(arguments: ["nothing", "%", "' OR 1=1 --", "01JZ*", "<script>"])
    func aRunThatIsNotThereIsNotFound(_ name: String) async throws {
        try await fixture.keep(SampleRun.ended().events)
        #expect(try await fixture.json("/api/runs/\(name)", status: 404)["error"]?.string?.contains("no run") == true)
    }

    @Test func spendIsToldApartByWhatIsAskedFor() async throws {
        try await fixture.keep(SampleRun.ended().events)
        let rows = try await fixture.json("/api/spend", ["by": "role,standing"]).array ?? []
        #expect(rows.map { $0["standing"]?.string } == ["mismatched", "useful", "wrong-prefix", "useful"])
        #expect(rows.compactMap { $0["cost_known_usd"]?.double }.reduce(0, +) == 224e-9)
        #expect(try await fixture.json("/api/spend", ["since": "2030-01-01"]) == [])
        #expect(try await fixture.json("/api/spend", ["by": "week"], status: 400)["error"] != nil)
        #expect(try await fixture.json("/api/spend", ["by": "day,day"], status: 400)["error"] != nil)
    }

    @Test func whatIsCountedIsOnTheStatisticsPages() async throws {
        for (number, lambda) in [(1, 0.2), (2, 0.8), (3, 0.8)] as [(UInt64, Double)] {
            let run = SampleRun.ended(number, lambda: lambda)
            try await fixture.keep(run.events)
            try await fixture.store.count(run.id)
        }
        let points = try await fixture.json("/api/frontier")["runs"]?.array ?? []
        #expect(points.map { $0["lambda"]?.double } == [0.2, 0.8])
        #expect(points.map { $0["runs"] } == [1, 2])
        let learning = try await fixture.json("/api/learning")
        #expect(learning["periods"]?.array?.first?["verdicts"] == 6)
        #expect(learning["groups"]?["tool"]?.array?.map { $0["value"] } == ["guess", "look"])
        #expect(try await fixture.json("/api/learning", ["agent": "nobody"])["periods"] == [])
        #expect(try await fixture.json("/api/facets")["strategies"] == ["dsp"])
        #expect(try await fixture.json("/api/status")["database"]?.string == fixture.store.path)
    }
}
