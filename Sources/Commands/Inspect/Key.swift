/// A key as the viewer knows it.
enum Key: Hashable {
    case character(Character)
    /// Control and a lower-case letter.
    case control(Character)
    case enter, escape, backspace, tab
    case up, down, left, right, pageUp, pageDown, home, end
}
