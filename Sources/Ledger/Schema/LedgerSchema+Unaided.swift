extension LedgerSchema {
    /// What a call that was helped by a guess would have taken and cost without it.
    static let unaided = """
        ALTER TABLE calls ADD COLUMN unaided_ns INTEGER;

        ALTER TABLE calls ADD COLUMN unaided_nanodollars INTEGER;
        """
}
