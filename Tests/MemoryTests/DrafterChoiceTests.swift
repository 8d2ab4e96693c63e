import Memory
import Testing

struct DrafterChoiceTests {
    @Test(arguments: [
        ("memory", true, nil), ("memory+", true, nil), ("memory+lab/small", true, "lab/small"),
        ("memory+engine/greedy", true, "engine/greedy"), ("lab/small", false, "lab/small"), ("", false, ""),
        ("memory/model", false, "memory/model"), ("memory+memory+x", true, "memory+x"),
    ]) func aNameSaysWhoIsAskedFirst(_ name: String, _ remembers: Bool, _ other: String?) {
        #expect(DrafterChoice(name).remembers == remembers)
        #expect(DrafterChoice(name).other == other)
    }
}
