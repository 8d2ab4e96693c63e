import Foundation
import Ledger
import LoopbackServer
import Planning
import Testing

/// What models charge, seen and taken over from the terminal.
struct PricesCommandTests {
    private func price(of model: String, _ outrider: OutriderProcess) async throws -> [JSONValue] {
        try await outrider("prices", "show", model, "--json").json["prices"]?.array ?? []
    }

    @Test func aPriceIsShownWithItsDatesItsSourceAndWhatItDependsOn() async throws {
        let outrider = try OutriderProcess()
        let shown = try await outrider("prices", "show", "openai/gpt-5")
        #expect(shown.status == 0)
        for words in [
            "openai/gpt-5  from 2025-08-07, now", "$1.25", "from cache", "when service flex", "× 0.5", "compared",
        ] {
            #expect(shown.output.contains(words), "\(words)")
        }
        #expect(shown.errors.contains("days ago"))
        let history = try await outrider("prices", "show", "deepseek/deepseek-chat").output
        #expect(history.components(separatedBy: "deepseek-chat  from").count == 4)
        let all = try await outrider("prices", "show").output
        #expect(all.split(separator: "\n").count(where: { $0.hasPrefix("deepseek/deepseek-chat ") }) == 1)
    }

    @Test func anUnknownPriceIsNoZero() async throws {
        let outrider = try OutriderProcess()
        let unknown = try await outrider("prices", "show", "openai/gpt-5-mimi")
        #expect(unknown.status == 1 && unknown.output.isEmpty)
        #expect(unknown.errors.contains("unknown") && unknown.errors.contains("openai/gpt-5-mini"))
        #expect(try await outrider("prices", "show", "opnai/gpt-5").status == 64)
        #expect(try await outrider("prices", "show", "ollama/any").output.contains("$0.00"))
    }

    @Test func aFileIsTakenOverWhenItIsSaidSo() async throws {
        let outrider = try OutriderProcess()
        let dry = try await outrider("prices", "update", "-", "--dry-run", input: PriceFixtures.own)
        #expect(dry.status == 0)
        for words in [
            "~ openai/gpt-4.1  input $2.00 → $1.50", "+ openai/gpt-next  input $3.00, output $15.00",
            "prompt above 200000 tokens: input $6.00, output $22.50", "service batch: × 0.5",
            "1 changed, 1 new, 1 as before",
        ] {
            #expect(dry.output.contains(words), "\(words): \(dry.output)")
        }
        #expect(!FileManager.default.fileExists(atPath: outrider.database), "looking leaves nothing behind")

        let unasked = try await outrider("prices", "update", "-", input: PriceFixtures.own)
        #expect(unasked.status == 64 && unasked.errors.contains("--yes"))
        #expect(try await price(of: "openai/gpt-4.1", outrider).count == 1)

        let taken = try await outrider("prices", "update", "-", "--yes", input: PriceFixtures.own)
        #expect(taken.status == 0 && taken.errors.contains("3 prices are taken over"), "\(taken.errors)")
        let rows = try await price(of: "openai/gpt-4.1", outrider)
        #expect(rows.map { $0["input"]?.double } == [2, 1.5])
        #expect(rows.last?["source"] == "https://prices.example/outrider.json")
        #expect(try await outrider("models").output.contains("openai/gpt-4.1"))
        let again = try await outrider("prices", "update", "-", "--yes", input: PriceFixtures.own)
        #expect(again.output.contains("0 changed, 0 new, 3 as before"))
    }

    @Test func whatIsShownCanBeTakenOverAgain() async throws {
        let outrider = try OutriderProcess()
        let all = try await outrider("prices", "show", "--json").output
        let taken = try await outrider("prices", "update", "-", "--yes", input: all)
        #expect(taken.status == 0)
        #expect(taken.output.hasPrefix("0 changed, 0 new, "), "\(taken.output)")
        #expect(try await outrider("prices", "show", "--json").output == all)
    }

    @Test func aSetThatOnlyRepeatsAnOldPriceIsNotTakenOverUnasked() async throws {
        let outrider = try OutriderProcess()
        let chat = "deepseek/deepseek-chat"
        let old = #"""
            {"format": "outrider-prices/1", "prices": [{"model": "deepseek/deepseek-chat", "from": "2025-02-08",
              "input": 0.27, "cache_read": 0.07, "output": 1.10}]}
            """#
        let before = try await price(of: chat, outrider)
        let unasked = try await outrider("prices", "update", "-", input: old)
        #expect(unasked.status == 64 && unasked.errors.contains("--yes"))
        #expect(unasked.output.contains("~ \(chat)  input $0.28 → $0.27"), "\(unasked.output)")
        #expect(unasked.output.contains("output $0.42 → $1.10  from 2025-09-29"), "\(unasked.output)")
        #expect(unasked.output.contains("2 changed, 0 new, 1 as before;"), "\(unasked.output)")
        #expect(try await price(of: chat, outrider) == before)
    }

    @Test func aTableWithoutDatesDropsNoKnownLaterPriceUnasked() async throws {
        let outrider = try OutriderProcess()
        let later = #"""
            {"format": "outrider-prices/1", "prices": [
              {"model": "openai/gpt-4.1", "from": "2025-06-01", "input": 1.25, "cache_read": 0.5, "output": 8},
              {"model": "openai/gpt-4.1", "from": "2999-01-01", "input": 9, "output": 10}]}
            """#
        #expect(try await outrider("prices", "update", "-", "--yes", input: later).status == 0)
        let unasked = try await outrider("prices", "import", "-", input: PriceFixtures.modelsDev)
        #expect(unasked.status == 64 && unasked.errors.contains("--yes"))
        #expect(unasked.output.contains("from 2999-01-01"), "\(unasked.output)")
        #expect(unasked.output.contains("1 changed, 0 new, 1 as before"), "\(unasked.output)")
        #expect(try await price(of: "openai/gpt-4.1", outrider).compactMap { $0["input"]?.double } == [2, 1.25, 9])
    }

    @Test func aKnownPriceThatNothingReplacesIsSaidToGo() async throws {
        let outrider = try OutriderProcess()
        let row = #"{"model": "lab/m", "from": "2026-01-01", "until": "2026-03-01", "input": 1, "output": 1}"#
        let next = #"{"model": "lab/m", "from": "2026-03-01", "input": 5, "output": 5}"#
        func file(_ rows: String) -> String { #"{"format": "outrider-prices/1", "prices": [\#(rows)]}"# }
        #expect(try await outrider("prices", "update", "-", "--yes", input: file("\(row), \(next)")).status == 0)
        let unasked = try await outrider("prices", "update", "-", input: file(row))
        #expect(unasked.status == 64)
        #expect(
            unasked.output.contains(
                "- lab/m  input $5.00, output $5.00  from 2026-03-01, and no price takes its place"),
            "\(unasked.output)")
        #expect(unasked.output.contains("0 changed, 0 new, 1 as before, 1 no longer known;"), "\(unasked.output)")
    }

    @Test func aBadFileChangesNothingAndSaysWhere() async throws {
        let outrider = try OutriderProcess()
        let bad = PriceFixtures.own.replacing("\"output\": 8}", with: "\"output\": \"lots\"}")
        let result = try await outrider("prices", "update", "-", "--yes", input: bad)
        #expect(result.status == 65)
        #expect(result.errors.contains("prices[1] (openai/gpt-4.1).output"))
        for text in ["", "{", "[1]", "\u{0}", PriceFixtures.litellm] {
            #expect(try await outrider("prices", "update", "-", "--yes", input: text).status == 65)
        }
        let missing = try await outrider("prices", "update", "nowhere.json", "--yes")
        #expect(missing.status == 65 && missing.errors.contains("nowhere.json cannot be read: there is no such file"))
        #expect(try await outrider("prices", "update", "/", "--yes").status == 65)
        #expect(try await outrider("prices", "update", "http://prices.example/x.json", "--yes").status == 64)
        #expect(try await outrider("prices", "update", "-", "--yes", "--dry-run").status == 64)
        #expect(!FileManager.default.fileExists(atPath: outrider.database))
    }

    @Test func theTablesOfOthersAreTakenOverFromToday() async throws {
        let outrider = try OutriderProcess()
        let taken = try await outrider("prices", "import", "-", "--yes", input: PriceFixtures.litellm)
        #expect(taken.status == 0)
        #expect(taken.errors.contains("left out: gpt-bad.input_cost_per_token"))
        #expect(taken.output.contains("~ openai/gpt-4.1  input $2.00 → $1.00"))
        #expect(taken.output.contains("1 changed, 0 new, 0 as before, 1 of others"))
        let row = try #require(try await price(of: "openai/gpt-4.1", outrider).last)
        #expect(
            row["source"] == "LiteLLM" && row["from"] == row["fetched"]?.string.map { .string(String($0.prefix(10))) })

        // What is of today is not old.
        #expect(try await outrider("prices", "show", "openai/gpt-4.1").errors.isEmpty)
        #expect(try await outrider("prices", "show").errors.contains("days ago"), "others are old still")
        let other = try await outrider("prices", "import", "-", "--yes", input: PriceFixtures.modelsDev)
        #expect(other.output.contains("input $1.00 → $1.25"))
        for text in ["{}", "nothing", PriceFixtures.own] {
            #expect(try await outrider("prices", "import", "-", "--yes", input: text).status == 65)
        }
    }

    @Test func theConfigurationStandsAboveWhatIsTakenOver() async throws {
        let outrider = try OutriderProcess(
            config: """
                models:
                  openai/gpt-4.1:
                    price: {input: 9, output: 10, when: [{service: batch, factor: 0.5}]}
                """)
        let taken = try await outrider("prices", "update", "-", "--yes", input: PriceFixtures.own)
        #expect(taken.output.contains("your configuration says otherwise"))
        let rows = try await price(of: "openai/gpt-4.1", outrider)
        #expect(rows.map { $0["input"]?.double } == [9])
        #expect(rows.first?["when"]?.array?.first?["factor"]?.double == 0.5)
    }

    @Test func anAddressIsFetched() async throws {
        let server = try ScriptedServer { request in
            request.path == "/prices.json" ? .json(PriceFixtures.own) : .reply(404, text: "no")
        }
        defer { server.stop() }
        let outrider = try OutriderProcess()
        let taken = try await outrider("prices", "update", server.url("/prices.json"), "--yes")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try await price(of: "openai/gpt-next", outrider).count == 1)
        let missing = try await outrider("prices", "update", server.url("/other.json"), "--yes")
        #expect(missing.status == 69 && missing.errors.contains("404"))
    }

    @Test func namesFromAFileCannotSteerTheTerminal() async throws {
        let text = PriceFixtures.own.replacing("gpt-next", with: "gpt\\u001b[2J\\u0007next")
        let result = try await OutriderProcess()("prices", "update", "-", "--dry-run", input: text)
        #expect(result.output.contains("gpt [2J next"))
        #expect(!result.output.contains("\u{1b}") && !result.output.contains("\u{7}"))
    }

    /// From the price that was taken over to the call in the record: the row is that of the day, not the newest.
    @Test func aRunIsChargedByTheRowOfItsDay() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let settings = plan.config.split(separator: "\n").filter { !$0.contains("price:") && !$0.hasPrefix("models:") }
        let outrider = try OutriderProcess(
            config: settings.filter { !$0.contains("local/big:") && !$0.contains("local/small:") }.joined(
                separator: "\n"))
        let prices = #"""
            {"format": "outrider-prices/1", "source": "the lab", "prices": [
              {"model": "local/big", "from": "2020-01-01", "input": 2, "output": 8},
              {"model": "local/big", "from": "2999-01-01", "input": 999, "output": 999},
              {"model": "local/small", "from": "2020-01-01", "input": 0.1, "output": 0.4}]}
            """#
        let refused = try await outrider("run", "a task", "--max-cost", "1")
        #expect(refused.status == 78 && refused.errors.contains("unknown"))
        #expect(try await outrider("prices", "update", "-", "--yes", input: prices).status == 0)
        let run = try await outrider("run", "a task", "--max-cost", "1", "--depth", "0", "--json").json
        #expect(abs((run["cost_usd"]?.double ?? -1) - Double(plan.charged) / 1e9) < 1e-9)
        let store = try LedgerStore.open(at: outrider.database, creating: false)
        let name = try #require(run["run"]?.string)
        let summary = try await store.summary(of: try await store.run(named: name))
        try store.close()
        #expect(!summary.calls.isEmpty)
        for call in summary.calls {
            #expect(call.settlement?.price?.source == "the lab")
            #expect(call.settlement?.price?.from == UTCInstant("2020-01-01"))
        }
    }

    @Test func theDoctorSaysHowOldPricesAre() async throws {
        let outrider = try OutriderProcess()
        #expect(try await outrider("doctor").output.contains("prices were last compared on 2025-10-01"))
    }
}
