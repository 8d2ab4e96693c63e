import Testing

@testable import Commands

struct TableTests {
    let table = Table(
        columns: ["run", "cost", "task"],
        rows: [["01", "$0.10", "積み木を動かして塔を作る"], ["2", "$1.00", "a task of many words"]],
        dispensable: ["cost"])

    @Test func columnsLineUpAndNothingIsCutInAPipe() {
        #expect(
            table.lines(width: nil) == [
                "run  cost   task", "01   $0.10  積み木を動かして塔を作る", "2    $1.00  a task of many words",
            ])
    }

    @Test func theLastColumnTakesWhatATerminalLeaves() {
        #expect(
            table.lines(width: 33) == [
                "run  cost   task", "01   $0.10  積み木を動かして塔を…", "2    $1.00  a task of many words",
            ])
    }

    @Test func aNarrowTerminalDoesWithoutWhatIsDispensable() {
        #expect(
            table.lines(width: 26) == ["run  task", "01   積み木を動かして塔を…", "2    a task of many words"])
        #expect(table.lines(width: 3).allSatisfy { $0.columns <= 3 })
    }
}
