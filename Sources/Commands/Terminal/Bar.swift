/// An amount as a bar, whose last part may be hatched. What is not zero has at least one block.
struct Bar {
    let amount: Double
    /// The part of `amount` that is hatched.
    var hatched = 0.0

    /// The bar, as wide as `width` where the amount is `most`.
    func text(of most: Double, width: Int) -> String {
        guard width > 0, most > 0, amount > 0, amount.isFinite, most.isFinite else { return "" }
        let blocks = min(max(Int((amount / most * Double(width)).rounded()), 1), width)
        let share = min(max(hatched / amount, 0), 1)
        var light = Int((share * Double(blocks)).rounded())
        // A small part of a bar is still a part of it, on either side.
        if share > 0, light == 0, blocks > 1 { light = 1 }
        if share < 1, light == blocks, blocks > 1 { light -= 1 }
        return String(repeating: "█", count: blocks - light) + String(repeating: "░", count: light)
    }
}
