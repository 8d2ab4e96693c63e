import Planning
import Testing
import Worlds

@testable import Strategies

struct SearchTreeTests {
    typealias Order = SearchSettings.Order

    /// All 13 arrangements of three blocks as start and as goal.
    @Test(arguments: Order.allCases) func aPerfectScorerLeadsEveryOrderToAShortestPlan(order: Order) throws {
        let arrangements = BlocksMaze.arrangements(of: ["a", "b", "c"])
        #expect(arrangements.count == 13)
        for start in arrangements {
            for goal in arrangements where goal != start {
                let maze = BlocksMaze(try BlocksworldProblem(parsing: "\(start) -> \(goal)"))
                for wrong in [0.25, 0.45] {
                    let course = try #require(maze.search(SearchSettings(search: order), wrong: wrong))
                    #expect(course.plan?.count == maze.distance[maze.start], "\(start) -> \(goal)")
                    #expect(course.verifierCalls == 0)
                }
            }
        }
    }

    @Test(arguments: Order.allCases) func fourBlocksAreSolvedToo(order: Order) throws {
        let arrangements = BlocksMaze.arrangements(of: ["a", "b", "c", "d"])
        #expect(arrangements.count == 73)
        for place in stride(from: 0, to: arrangements.count, by: 6) {
            let goal = arrangements[(place * 5 + 1) % arrangements.count]
            guard goal != arrangements[place] else { continue }
            let maze = BlocksMaze(try BlocksworldProblem(parsing: "\(arrangements[place]) -> \(goal)"))
            let course = try #require(maze.search(SearchSettings(search: order)))
            #expect(course.plan?.count == maze.distance[maze.start])
        }
    }

    /// Three states and the goal, each with any of the possible steps: 4096 worlds, most with cycles.
    @Test(arguments: Order.allCases) func everySmallWorldIsSearchedToTheEnd(order: Order) throws {
        let states = ["s", "t", "u", "goal"]
        var settings = SearchSettings(search: order, width: 10, verification: .none, goal: 1, expansions: 500)
        settings.floor = 0
        for world in 0..<4096 {
            func steps(_ state: String) -> [String] {
                guard let row = states.firstIndex(of: state), row < 3 else { return [] }
                return states.indices.filter { world >> (row * 4 + $0) & 1 == 1 }.map { states[$0] }
            }
            let maze = Maze(start: "s", goal: "goal") { state in steps(state).map { ($0, 0.6) } }
            let course = try #require(maze.search(settings), "world \(world) is searched forever")
            #expect((course.plan != nil) == Self.isReachable("goal", from: "s", steps), "world \(world)")
            // At equal scores no state is looked into twice in as many steps or more.
            var depths: [String: Int] = [:]
            for (state, depth) in course.expanded {
                #expect(depths[state].map { depth < $0 } ?? true, "\(state) again at \(depth) in world \(world)")
                depths[state] = depth
            }
            if order == .breadth || order == .beam, let plan = course.plan {
                #expect(plan.count == Self.distance(to: "goal", from: "s", steps), "world \(world)")
            }
        }
    }

    /// A plan is worth its worst step; no order overlooks a plan that is worth more.
    @Test(arguments: [Order.breadth, .depth, .mcts]) func theBestPlanIsFoundWhereverItIs(order: Order) throws {
        let names = ["s", "t", "u", "v", "goal"]
        var settings = SearchSettings(search: order, width: 10, verification: .none, goal: 1, expansions: 2000)
        settings.floor = 0
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var edges: [String: [(state: String, score: Double?)]] = [:]
            for name in names.dropLast() {
                edges[name] = names.compactMap { other in
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0, 1: nil
                    case 2: (other, 0.5)
                    default: (other, 0.7)
                    }
                }
            }
            func steps(_ state: String, atLeast score: Double) -> [String] {
                (edges[state] ?? []).filter { $0.score ?? 0 >= score }.map(\.state)
            }
            let best = [0.7, 0.5].first { score in
                Self.isReachable("goal", from: "s") { steps($0, atLeast: score) }
            }
            let maze = Maze(start: "s", goal: "goal") { edges[$0] ?? [] }
            let course = try #require(maze.search(settings))
            guard case .found(let plan) = course.ending else {
                #expect(best == nil, "seed \(seed)")
                continue
            }
            #expect(course.tree.nodes[plan].worth == best, "seed \(seed)")
        }
    }

    @Test func aWiderBeamSolvesMoreWithANoisyScorer() throws {
        var solved: [Int] = []
        for width in [1, 2, 4, 8] {
            var count = 0
            for seed in 1...60 as ClosedRange<UInt64> {
                var generator = BlocksworldGenerator(seed: seed)
                let maze = BlocksMaze(generator.problem(blocks: 4))
                var random = SeededGenerator(seed: seed)
                var settings = SearchSettings(search: .beam, width: width, verification: .none, goal: 0)
                settings.consistency = 0
                let course = maze.search(settings) { isRight in
                    (isRight ? 0.7 : 0.5) + Double.random(in: -0.2...0.2, using: &random)
                }
                if course?.plan?.count == maze.distance[maze.start] { count += 1 }
            }
            solved.append(count)
        }
        #expect(solved == solved.sorted(), "\(solved)")
        #expect(solved[0] < solved[3], "\(solved)")
    }

    @Test(arguments: Order.allCases) func whereAllIsPrunedTheVerifierFindsTheWay(order: Order) throws {
        let problem = try BlocksworldProblem(
            parsing: "a on b, b on c, c on table -> c on b, b on a, a on table")
        let maze = BlocksMaze(problem)
        let distance = try #require(maze.distance[maze.start])
        // The scorer rejects everything, so every step is the verifier's.
        let course = try #require(maze.search(SearchSettings(search: order), right: 0, wrong: 0))
        #expect(course.plan?.count == distance)
        #expect(course.verifierCalls == distance)
        // With nobody to ask, the search goes on in doubt, and ends.
        let alone = maze.search(SearchSettings(search: order, verification: .none), right: 0, wrong: 0)
        #expect(alone != nil)
        #expect(alone?.verifierCalls == 0)
    }

    @Test(arguments: Order.allCases) func aScorerThatMisleadsIsOverruledByTheVerifier(order: Order) throws {
        // The scorer loves the way to nowhere; from its end the verifier starts over.
        let maze = Maze(start: "s", goal: "goal") { state in
            switch state {
            case "s": [("pit", 0.9), ("road", 0.1)]
            case "pit": [("bottom", 0.9)]
            case "road": [("goal", 0.9)]
            default: []
            }
        } verifier: {
            ["s": "road", "road": "goal"][$0]
        }
        let course = try #require(maze.search(SearchSettings(search: order)))
        #expect(course.plan == ["road", "goal"])
        // With nobody to ask, what was not accepted is looked into when all else has failed.
        let alone = try #require(maze.search(SearchSettings(search: order, verification: .none)))
        #expect(alone.plan == ["road", "goal"])
    }

    @Test func aWayOutsideTheBeamIsTakenWhenTheBeamHasLedNowhere() throws {
        let maze = Maze(start: "s", goal: "goal") { state in
            ["s": [("pit", 0.9), ("road", 0.8)], "road": [("goal", 0.8)]][state] ?? []
        }
        let course = try #require(maze.search(SearchSettings(width: 1, verification: .none)))
        #expect(course.plan == ["road", "goal"])
    }

    @Test func stepsInDoubtAreConfirmedAndTheVerifiersWayIsTaken() throws {
        // A plan worth 0.4, below the goal of 0.5; the verifier goes another way at its second step.
        let maze = Maze(start: "s", goal: "goal") { state in
            switch state {
            case "s": [("t", 0.9)]
            case "t": [("u", 0.4)]
            case "u": [("goal", 0.9)]
            case "v": [("goal", 0.9)]
            default: []
            }
        } verifier: {
            ["s": "t", "t": "v", "u": "goal", "v": "goal"][$0]
        }
        let course = try #require(maze.search(SearchSettings()))
        #expect(course.plan == ["t", "v", "goal"])
        #expect(course.confirmed == 1)
        let all = try #require(maze.search(SearchSettings(verification: .all)))
        #expect(all.plan == ["t", "v", "goal"])
        let none = try #require(maze.search(SearchSettings(verification: .none)))
        #expect(none.plan == ["t", "u", "goal"])
    }

    @Test func aDisputedPlanIsBetterThanNone() throws {
        let maze = Maze(start: "s", goal: "goal") { state in
            ["s": [("t", 0.4)], "t": [("goal", 0.4)]][state] ?? []
        } verifier: {
            ["s": "nowhere"][$0]
        }
        let course = try #require(maze.search(SearchSettings()))
        #expect(course.plan == ["t", "goal"])
    }

    @Test func aVerifierThatRunsInCirclesEndsTheSearch() throws {
        let maze = Maze(start: "s", goal: "goal") { _ in
            []
        } verifier: {
            ["s": "t", "t": "s"][$0]
        }
        for order in Order.allCases {
            let course = try #require(maze.search(SearchSettings(search: order)))
            #expect(course.ending == .exhausted)
            #expect(course.consulted <= 3)
        }
    }

    @Test(arguments: Order.allCases) func anEndlessWorldEndsWithTheBudget(order: Order) throws {
        let maze = Maze(start: "0", goal: "none") { state in
            (1...3).map { (state + String($0), 0.9) }
        } verifier: {
            $0 + "1"
        }
        let course = try #require(maze.search(SearchSettings(search: order, expansions: 50), deepest: 1000))
        #expect(course.ending == .spent)
        #expect(course.tree.expansions == 50)
        #expect(course.expanded.count == 50)
    }

    @Test(arguments: Order.allCases) func noPlanIsLongerThanAllowed(order: Order) throws {
        let maze = Maze(start: "0", goal: "none") { [($0 + "1", 0.9)] }
        let course = try #require(maze.search(SearchSettings(search: order, verification: .none), deepest: 4))
        #expect(course.ending == .exhausted)
        #expect(course.tree.nodes.map(\.depth).max() == 4)
        #expect(course.tree.nodes[course.tree.standing].depth == 4)
        let nothing = try #require(maze.search(SearchSettings(search: order), deepest: 0))
        #expect(nothing.ending == .exhausted)
        #expect(nothing.expanded.isEmpty)
    }

    @Test func theStandingIsWhatLeadsFurthestWithoutDoubt() {
        var tree = SearchTree(SearchSettings(), from: "s", deepest: 9)
        #expect(tree.standing == 0)
        #expect(tree.next() == .expand([0]))
        let first = tree.tell([
            .init(
                node: 0,
                candidates: [
                    SearchCandidate(score: 0.9, state: "a"), SearchCandidate(score: 0.8, state: "b"),
                    SearchCandidate(score: 0.8, state: "c", isRefused: true),
                ])
        ])
        #expect(first[0].map(\.verdict) == [.accepted, .accepted, .refused])
        #expect(tree.nodes[tree.standing].state == "a")
        // What follows on a is hopeless, so a itself remains the best.
        guard case .expand(let level) = tree.next() else {
            Issue.record("nothing is looked into")
            return
        }
        #expect(level.map { tree.nodes[$0].state } == ["a", "b"])
        _ = tree.tell(level.map { .init(node: $0, candidates: [SearchCandidate(score: 0.1, state: "x")]) })
        #expect(tree.nodes[tree.standing].state == "a")
    }

    private static func isReachable(_ goal: String, from start: String, _ steps: (String) -> [String]) -> Bool {
        distance(to: goal, from: start, steps) != nil
    }

    private static func distance(to goal: String, from start: String, _ steps: (String) -> [String]) -> Int? {
        var seen: Set = [start]
        var front = [start]
        var depth = 0
        while !front.isEmpty {
            if front.contains(goal) { return depth }
            front = front.flatMap(steps).filter { seen.insert($0).inserted }
            depth += 1
        }
        return nil
    }
}
