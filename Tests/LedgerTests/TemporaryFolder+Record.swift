import TemporaryFolders

extension TemporaryFolder {
    /// Where a record in it is.
    func file() -> String { file("outrider.db") }
}
