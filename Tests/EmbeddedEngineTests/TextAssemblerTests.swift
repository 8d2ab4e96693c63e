import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct TextAssemblerTests {
    @Test func charactersAreSaidWhole() {
        var assembler = TextAssembler(stops: [])
        var said: [String] = []
        for byte in "aé中😀b".utf8 { said.append(assembler.take([byte]).text) }
        #expect(said == ["a", "", "é", "", "", "中", "", "", "", "😀", "b"])
        #expect(assembler.finish() == "")
    }

    @Test func bytesThatAreNoCharacterAreReplacedAndNothingIsLost() {
        var assembler = TextAssembler(stops: [])
        var text = ""
        for byte in [0x61, 0xc3, 0x62, 0xff, 0x80, 0xe4, 0xb8] as [UInt8] { text += assembler.take([byte]).text }
        text += assembler.finish()
        #expect(text == String(decoding: [0x61, 0xc3, 0x62, 0xff, 0x80, 0xe4, 0xb8] as [UInt8], as: UTF8.self))
    }

    @Test func whatMayBecomeAStopTextIsHeldBack() {
        var assembler = TextAssembler(stops: ["END", "\n\n"])
        #expect(assembler.take(Array("xE".utf8)) == ("x", false))
        #expect(assembler.take(Array("N".utf8)) == ("", false))
        #expect(assembler.take(Array("TRE\n".utf8)) == ("ENTRE", false))
        #expect(assembler.take(Array("aEND b".utf8)) == ("\na", true))
    }

    @Test func anyWayOfCuttingGivesTheSameText() {
        var random = SeededGenerator(seed: 9)
        let stops = ["aba", "bb"]
        for _ in 0..<500 {
            let bytes = (0..<20).map { _ in UInt8.random(in: 97...98, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            let end = stops.compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
            var assembler = TextAssembler(stops: stops)
            var said = ""
            var rest = bytes[...]
            var isStopped = false
            while !rest.isEmpty, !isStopped {
                let piece = rest.prefix(Int.random(in: 1...4, using: &random))
                rest = rest.dropFirst(piece.count)
                let (text, stops) = assembler.take(Array(piece))
                said += text
                isStopped = stops
            }
            said += assembler.finish()
            #expect(said == String(text[..<end]), "\(text)")
        }
    }
}
