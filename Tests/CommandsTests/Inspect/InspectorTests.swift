import Planning
import Testing

@testable import Commands

struct InspectorTests {
    private func inspector(columns: Int = 120, rows: Int = 12, steps: Int = 20) -> Inspector {
        Inspector(Inspection(LongRun.events(steps: steps), isLive: false), columns: columns, rows: rows)
    }

    private func pressing(_ keys: String, in inspector: Inspector) -> Inspector {
        var inspector = inspector
        for key in keys { _ = inspector.press(key == "\n" ? .enter : .character(key)) }
        return inspector
    }

    private func lines(_ inspector: Inspector) -> [String] { inspector.screen.map(\.text) }

    @Test func theRunComesFirstAndThenItsStepsWithTheirWork() {
        let rows = inspector(steps: 2).inspection.rows
        #expect(rows.map(\.subject) == [.run, .step(1), .call(1), .execution(1), .step(2), .call(2), .execution(2)])
        #expect(rows[1].label.text == "✓   1  move 1")
        #expect(rows[2].label.text == "    verifier action useful")
        #expect(rows[2].tail == "1 s, $0.001")
        #expect(rows[2].details.map(\.text).contains("answer of step 1"))
    }

    @Test func jAndKMoveAndStopAtTheEnds() {
        #expect(pressing("jjk", in: inspector()).cursor == 1)
        #expect(pressing("kkk", in: inspector()).cursor == 0)
        let end = pressing("G", in: inspector())
        #expect(end.cursor == 60)
        #expect(pressing("j", in: end).cursor == 60)
        #expect(pressing("gg", in: end).cursor == 0)
        #expect(pressing("g", in: end).cursor == 60, "one g is only the beginning of gg")
        #expect(pressing("gjg", in: end).cursor == 60)
    }

    @Test func pagesMoveByWhatIsShown() {
        var inspector = inspector()
        _ = inspector.press(.control("d"))
        #expect(inspector.cursor == 5)
        _ = inspector.press(.pageDown)
        #expect(inspector.cursor == 14)
        _ = inspector.press(.control("u"))
        #expect(inspector.cursor == 9)
        _ = inspector.press(.control("b"))
        #expect(inspector.cursor == 0)
        _ = inspector.press(.end)
        _ = inspector.press(.home)
        #expect(inspector.cursor == 0)
    }

    @Test func whatIsChosenIsAlwaysOnTheScreen() {
        var inspector = inspector()
        let keys: [Key] = [
            .character("G"), .control("u"), .character("k"), .pageUp, .character("j"), .home, .control("d"),
        ]
        for key in keys {
            _ = inspector.press(key)
            #expect(lines(inspector).contains { $0.hasPrefix("▸") }, "after \(key)")
        }
    }

    @Test(arguments: [Key.enter, .character("l"), .right]) func aRowIsOpened(key: Key) {
        var inspector = inspector(columns: 80)
        _ = inspector.press(.character("j"))
        _ = inspector.press(key)
        #expect(inspector.focus == .details)
        #expect(lines(inspector)[1].hasPrefix("Step 1"))
    }

    @Test(arguments: [Key.character("h"), .character("q"), .escape, .left]) func andLeft(key: Key) {
        var inspector = pressing("jl", in: inspector())
        #expect(inspector.press(key) == .none)
        #expect(inspector.focus == .list)
        #expect(inspector.cursor == 1)
    }

    @Test func onlyQQuitsTheListAndControlCEverything() {
        var inspector = inspector()
        #expect(inspector.press(.character("h")) == .none)
        #expect(inspector.press(.escape) == .none)
        #expect(inspector.press(.character("q")) == .quit)
        #expect(inspector.press(.control("c")) == .interrupt)
        #expect(inspector.press(.control("z")) == .suspend)
        #expect(inspector.press(.control("l")) == .repaint)
    }

    @Test func detailsScrollAndStopAtTheirEnds() {
        var inspector = pressing("jl", in: inspector(rows: 6))
        let count = inspector.detailLines.count
        #expect(count > 4)
        _ = inspector.press(.character("j"))
        #expect(inspector.detailTop == 1)
        _ = inspector.press(.character("G"))
        #expect(inspector.detailTop == count - 4)
        _ = inspector.press(.character("j"))
        #expect(inspector.detailTop == count - 4)
        _ = inspector.press(.home)
        #expect(inspector.detailTop == 0)
        // Another row begins at its own beginning.
        inspector = pressing("Ghj", in: inspector)
        #expect(inspector.detailTop == 0)
    }

    @Test func aSearchLooksIntoDetailsAndGoesAround() {
        var inspector = pressing("/ANSWER of step 7\n", in: inspector())
        #expect(inspector.chosen?.subject == .call(7))
        inspector = pressing("n", in: inspector)
        #expect(inspector.chosen?.subject == .call(7))
        inspector = pressing("/answer of step 1\n", in: inspector)
        #expect(inspector.chosen?.subject == .call(10), "the next that begins so")
        inspector = pressing("N", in: inspector)
        #expect(inspector.chosen?.subject == .call(1))
        inspector = pressing("N", in: inspector)
        #expect(inspector.chosen?.subject == .call(19))
        #expect(inspector.message == "around the end")
        inspector = pressing("/no such\n", in: inspector)
        #expect(inspector.chosen?.subject == .call(19))
        #expect(inspector.message == "“no such” is not here")
    }

    @Test func withoutASearchNSaysHowToBegin() {
        #expect(pressing("n", in: inspector()).message?.contains("/") == true)
    }

    @Test func whatIsSearchedForIsTypedOnTheLastLine() {
        var inspector = pressing("/abj", in: inspector())
        #expect(inspector.cursor == 0, "keys are letters now")
        #expect(lines(inspector).last?.hasPrefix("/abj") == true)
        _ = inspector.press(.backspace)
        #expect(inspector.typed == "ab")
        _ = inspector.press(.control("u"))
        #expect(inspector.typed == "")
        _ = inspector.press(.backspace)
        #expect(inspector.typed == nil)
        inspector = pressing("/x", in: inspector)
        #expect(inspector.press(.escape) == .none)
        #expect(inspector.typed == nil && inspector.query.isEmpty)
        // An empty search is the last one again.
        inspector = pressing("/step 3\n/\n", in: inspector)
        #expect(inspector.query == "step 3")
    }

    @Test func inTheDetailsASearchGoesToTheLine() {
        var inspector = pressing("jjl/output\n", in: inspector(columns: 80, rows: 5))
        #expect(lines(inspector)[1].contains("output tokens"))
        #expect(inspector.screen[1].pieces.contains { $0.style == .found && $0.text == "output" })
        inspector = pressing("n", in: inspector)
        #expect(inspector.message == nil || inspector.message == "around the end")
    }

    @Test func theHelpListsTheKeysAndAnyKeyLeavesIt() {
        var inspector = pressing("?", in: inspector(rows: 20))
        #expect(lines(inspector).contains { $0.contains("half a page on, back") })
        inspector = pressing("j", in: inspector)
        #expect(inspector.focus == .list && inspector.cursor == 0)
    }

    /// Whatever the size, the lines fit it exactly, after whatever key.
    @Test func everySizeIsFilledExactly() {
        let keys: [Key] = [
            .character("j"), .control("d"), .character("l"), .character("G"), .character("h"), .character("G"),
            .character("?"), .character("?"), .character("/"), .character("あ"), .enter, .tab, .control("b"), .escape,
        ]
        for columns in [0, 1, 2, 3, 7, 16, 20, 40, 59, 60, 61, 80, 99, 100, 101, 120, 300] {
            for rows in [0, 1, 2, 3, 4, 10, 50] {
                var inspector = inspector(columns: columns, rows: rows, steps: 4)
                for key in keys {
                    _ = inspector.press(key)
                    let screen = inspector.screen
                    #expect(screen.count == (columns == 0 ? 0 : rows), "\(columns) × \(rows) after \(key)")
                    #expect(screen.allSatisfy { $0.text.columns == columns }, "\(columns) × \(rows) after \(key)")
                }
                inspector.resize(columns: 50, rows: 7)
                #expect(inspector.screen.count == 7)
            }
        }
    }

    @Test func aRunThatGoesOnIsFollowedByWhoStandsAtItsEnd() {
        let (short, long) = (LongRun.events(steps: 3, isOver: false), LongRun.events(steps: 5, isOver: false))
        var following = Inspector(Inspection(short, isLive: true), columns: 80, rows: 10)
        #expect(following.inspection.title.contains("running"))
        var standing = pressing("jj", in: following)
        following = pressing("G", in: following)
        following.show(Inspection(long, isLive: true))
        standing.show(Inspection(long, isLive: true))
        #expect(following.chosen?.subject == .execution(5))
        #expect(standing.chosen?.subject == .call(1))
    }

    @Test func aRunWithoutABeginningIsShownAsOne() {
        let inspector = Inspector(Inspection([], isLive: false), columns: 80, rows: 10)
        #expect(lines(inspector).first?.hasPrefix("a run without a beginning") == true)
        #expect(pressing("jGlG/x\n", in: inspector).screen.count == 10)
    }

    @Test func nothingThatWasSaidCanSteerTheTerminal() {
        let events = LongRun.events(steps: 2, answer: "\u{1b}[2J\u{7}bad\u{202e}\r\n\tworse")
        for keys in ["", "l", "jl", "jjl", "jjjl"] {
            let screen = pressing(keys, in: Inspector(Inspection(events, isLive: false), columns: 110, rows: 40)).screen
            let text = screen.map(\.text).joined()
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control }, "after \(keys)")
            #expect(!text.unicodeScalars.contains("\u{202e}"))
        }
    }
}

/// A run in which the verifier does one thing after the other.
enum LongRun {
    static func events(steps: Int, isOver: Bool = true, answer: String = "answer of step") -> [RunEvent] {
        let run = RunID("01JZZZZZZZ0123456789ABCDEF") ?? { preconditionFailure("a valid name") }()
        var kinds: [(Duration, RunEvent.Kind)] = [
            (
                .zero,
                .started(
                    RunHeader(
                        run: run, startedAt: 1_750_000_000_000, task: "a task", agent: "planner", drafter: nil,
                        verifier: "local/large", strategy: "sequential", guarantee: .lossless, scheduling: "continuous",
                        lambda: 0.5, seed: 1, limits: Limits(steps: 100)))
            )
        ]
        for step in 1...steps {
            let call = CallID(step)
            let action = Action(tool: "move", arguments: ["to": .integer(Int64(step))], text: "move \(step)")
            let observation = Observation("moved \(answer)")
            let end = Duration.seconds(step)
            kinds += [
                (
                    end - .seconds(1),
                    .callStarted(
                        .init(
                            call: call, role: .verifier, position: step, prefix: "00ff",
                            announcement: CallAnnouncement(
                                model: "local/large", purpose: "action", endpoint: "http://127.0.0.1/v1",
                                reservation: nil)))
                ),
                (
                    end,
                    .callSettled(
                        .init(
                            call: call, firstToken: .milliseconds(100), duration: .seconds(1),
                            settlement: CallSettlement(
                                outcome: .finished,
                                usage: Usage(freshInput: 100, output: 10, provenance: .reported),
                                cost: Money(nanodollars: 1_000_000), response: "\(answer) \(step)")))
                ),
                (end, .judged(.init(position: step, action: action, thought: nil, agrees: nil, calls: [call]))),
                (
                    end,
                    .executed(
                        .init(
                            position: step, action: action, observation: observation, early: false,
                            duration: .milliseconds(5)))
                ),
                (end, .callResolved(.init(call: call, standing: .useful))),
                (
                    end,
                    .committed(
                        .init(
                            position: step, step: Step(action: action, observation: observation), source: .verifier,
                            verifierTime: .seconds(1), verifierCost: Money(nanodollars: 1_000_000),
                            executionTime: .milliseconds(5)))
                ),
            ]
        }
        if isOver { kinds.append((.seconds(steps), .finished(.init(status: .finished, answer: "the end")))) }
        return kinds.enumerated().map { index, kind in
            RunEvent(run: run, sequence: index + 1, time: kind.0, kind: kind.1)
        }
    }
}
