/// What a number counts.
enum Unit {
    /// The one name of a unit as it stands behind a number; empty where nothing stands there, and nil where
    /// it is no unit, as in `5x` or `2 pi`.
    static func name(for text: Substring) -> String? {
        let spaced = text.first?.isWhitespace ?? false
        let text = text.trimmingSpaces.lowercased()
        guard !text.isEmpty else { return "" }
        if let known = names[text] { return known }
        guard text.wholeMatch(of: shape.regex) != nil
        else {
            return nil
        }
        let words = text.replacing(" per ", with: "/").split { $0 == " " || $0 == "/" }.map(singular)
        // What follows a number without a space is a unit if it is a well-known one, and else a variable.
        guard spaced || words.allSatisfy({ names[$0] != nil }), !words.contains(where: isMathematical) else {
            return nil
        }
        return words.map { names[$0] ?? $0 }.joined(separator: " ")
    }

    private static func singular(_ word: Substring) -> String {
        let word = word.last == "." ? word.dropLast() : word
        if names[String(word)] != nil { return String(word) }
        return String(word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word)
    }

    private static func isMathematical(_ word: String) -> Bool {
        (word.count == 1 && names[word] == nil)
            || ["pi", "sqrt", "log", "ln", "sin", "cos", "tan", "and", "or", "mod"].contains(word)
    }

    private static let names = [
        "$": "$", "usd": "$", "dollar": "$", "€": "€", "eur": "€", "euro": "€", "%": "%", "percent": "%",
        "percentage point": "%", "°": "°", "degree": "°", "deg": "°", "m": "m", "meter": "m", "metre": "m", "km": "km",
        "kilometer": "km", "kilometre": "km", "cm": "cm", "centimeter": "cm", "mm": "mm", "mi": "mile", "mile": "mile",
        "ft": "ft", "foot": "ft", "feet": "ft", "inch": "inch", "inches": "inch", "kg": "kg", "kilogram": "kg",
        "g": "g",
        "gram": "g", "lb": "lb", "lbs": "lb", "pound": "lb", "l": "l", "liter": "l", "litre": "l", "ml": "ml", "h": "h",
        "hr": "h", "hrs": "h", "hour": "h", "min": "min", "mins": "min", "minute": "min", "s": "s", "sec": "s",
        "second": "s",
        "mph": "mph", "cent": "cent", "¢": "cent",
    ]

    private static let shape = Pattern(
        /[a-z°%€][a-z°%]*\.?(?:\^[23])?(?:(?: |\/| per )[a-z]+\.?(?:\^[23])?){0,3}/)
}
