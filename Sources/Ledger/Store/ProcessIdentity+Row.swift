import GRDB
import Processes

extension ProcessIdentity {
    /// Reads a row of the table `owners`.
    init(_ row: Row) {
        self.init(pid: row["pid"], boot: row["boot"], started: row["process_started"])
    }
}
