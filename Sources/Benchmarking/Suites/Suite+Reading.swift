import Control
public import Documents
public import Foundation
import Planning
import Simulation
import Speculation

extension Suite {
    /// Reads a suite, as docs/bench.md describes it.
    /// - Parameter folder: where relative paths to trace files begin.
    public init(_ document: DocumentNode, folder: URL) throws(DocumentError) {
        let suite = try document.mapping(allowing: [
            "name", "summary", "tasks", "warm_up", "seeds", "lambdas", "controllers", "scheduling", "early_repair",
            "workloads",
        ])
        name = try suite.required("name", expected: "a name").string()
        summary = try suite["summary"]?.string() ?? ""
        tasks = try suite["tasks"]?.int(in: 1...100_000) ?? 30
        warmUp = try suite["warm_up"]?.int(in: 0...99_999) ?? 0
        seeds = try suite["seeds"]?.int(in: 1...10_000) ?? 10
        lambdas = try suite.required("lambdas", expected: "a list of numbers from 0 to 1").numbers()
        contestants = try suite.required("controllers", expected: "a list of names").contestants()
        scheduling = try suite["scheduling"]?.choices() ?? [.continuous]
        earlyRepair = try suite["early_repair"]?.truths() ?? [true]
        workloads = []
        let sources = try suite.required("workloads", expected: "a mapping of names to workloads").mapping()
        for member in sources.members {
            workloads.append(
                SuiteWorkload(name: member.key, source: try .init(member.value, folder: folder)))
        }
        guard !workloads.isEmpty, !lambdas.isEmpty, !contestants.isEmpty, !scheduling.isEmpty, !earlyRepair.isEmpty
        else { throw document.error("a list of the suite is empty", expected: "at least one entry in each") }
        guard warmUp < tasks else {
            throw document.error("warm_up is \(warmUp) and tasks is \(tasks)", expected: "fewer than there are tasks")
        }
    }
}

extension DocumentNode {
    fileprivate func numbers() throws(DocumentError) -> [Lambda] {
        var values: [Lambda] = []
        for node in try list() {
            guard let lambda = Lambda(try node.double(in: 0...1)) else { continue }
            values.append(lambda)
        }
        return values
    }

    fileprivate func contestants() throws(DocumentError) -> [Contestant] {
        var values: [Contestant] = []
        for node in try list() {
            let text = try node.string()
            guard let contestant = Contestant(text) else {
                throw node.error(
                    "“\(text)” is not known", expected: "one of " + Contestant.names.joined(separator: ", "))
            }
            values.append(contestant)
        }
        return values
    }

    fileprivate func choices() throws(DocumentError) -> [SpeculationMachine.Scheduling] {
        var values: [SpeculationMachine.Scheduling] = []
        for node in try list() { values.append(try node.choice(of: SpeculationMachine.Scheduling.self)) }
        return values
    }

    fileprivate func truths() throws(DocumentError) -> [Bool] {
        var values: [Bool] = []
        for node in try list() { values.append(try node.bool()) }
        return values
    }
}
