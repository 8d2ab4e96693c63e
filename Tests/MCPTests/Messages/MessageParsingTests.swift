import Planning
import Testing

@testable import MCP

struct MessageParsingTests {
    private func parse(_ text: String) throws(MalformedMessage) -> [RPCMessage] {
        try RPCMessage.all(in: Array(text.utf8))
    }

    private static let messages: [RPCMessage] = [
        .request(RPCRequest(id: .number(1), method: "tools/list", params: ["cursor": "c"])),
        .request(RPCRequest(id: .text("discover-1"), method: "ping")),
        .notification(RPCNotification(method: "notifications/tools/list_changed")),
        .notification(RPCNotification(method: "notifications/message", params: ["data": "a\nb"])),
        .response(RPCResponse(id: .number(7), outcome: .success(["tools": []]))),
        .response(RPCResponse(id: .number(-1), outcome: .success("anything"))),
        .response(
            RPCResponse(
                id: .text("x"), outcome: .failure(RPCError(code: -32601, message: "Method not found", data: [1, 2])))),
        .response(RPCResponse(id: nil, outcome: .failure(RPCError(code: -32700, message: "Parse error")))),
    ]

    @Test(arguments: messages) func whatIsWrittenIsReadAgain(message: RPCMessage) throws {
        #expect(try RPCMessage.all(in: message.bytes) == [message])
        #expect(!message.bytes.contains(UInt8(ascii: "\n")))
    }

    @Test func severalMessagesMayComeAsAnArray() throws {
        let text = "[" + Self.messages.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: ",") + "]"
        #expect(try parse(text) == Self.messages)
    }

    @Test func parametersThatAreNothingAreNone() throws {
        #expect(
            try parse(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":null}"#)
                == [.request(RPCRequest(id: .number(1), method: "ping"))])
    }

    @Test(
        arguments: [
            ("", "it is not JSON"), ("rubbish", "it is not JSON"), ("{", "it is not JSON"),
            ("[]", "it is an empty list"), ("1", "it is no object"), ("null", "it is no object"),
            (#"{"id":1,"result":{}}"#, "it does not call itself JSON-RPC 2.0"),
            (#"{"jsonrpc":"1.0","id":1,"result":{}}"#, "it does not call itself JSON-RPC 2.0"),
            (#"{"jsonrpc":"2.0"}"#, "it is neither a request nor an answer"),
            (#"{"jsonrpc":"2.0","id":1}"#, "it is neither a request nor an answer"),
            (#"{"jsonrpc":"2.0","id":1,"method":7}"#, "its method is no text"),
            (#"{"jsonrpc":"2.0","id":1,"method":""}"#, "its method is no text"),
            (#"{"jsonrpc":"2.0","id":1,"method":"a","params":[1]}"#, "its parameters are no object"),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, "its id is neither a number nor a text"),
            (#"{"jsonrpc":"2.0","id":null,"method":"a"}"#, "its id is neither a number nor a text"),
            (#"{"jsonrpc":"2.0","id":[],"result":1}"#, "its id is neither a number nor a text"),
            (#"{"jsonrpc":"2.0","result":1}"#, "its result answers no request"),
            (#"{"jsonrpc":"2.0","id":1,"method":"a","result":1}"#, "it is a request and an answer at once"),
            (
                #"{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"m"}}"#,
                "it is a success and a failure at once"
            ),
            (#"{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"m"}}"#, "its error has no code or no message"),
            (#"{"jsonrpc":"2.0","id":1,"error":"broken"}"#, "its error has no code or no message"),
            (#"[{"jsonrpc":"2.0","id":1,"result":1}, 7]"#, "it is no object"),
        ])
    func whatIsNoMessageIsToldWhy(text: String, reason: String) {
        #expect(throws: MalformedMessage(reason: reason)) { try parse(text) }
    }

    @Test func bytesThatAreNoTextAreNoMessage() {
        #expect(throws: MalformedMessage(reason: "it is not UTF-8")) { try RPCMessage.all(in: [0x22, 0xFF, 0x22]) }
    }

    /// Messages with bytes changed, left out, doubled and cut off: each is read, or refused with a reason.
    @Test func noBytesWhateverBringTheParserDown() {
        for seed in 0..<4000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var bytes = Self.messages[Int(seed) % Self.messages.count].bytes
            for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: bytes[place...], at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            do throws(MalformedMessage) {
                // What is read can be written again and means the same.
                for message in try RPCMessage.all(in: bytes) {
                    let again = try RPCMessage.all(in: message.bytes)
                    #expect(again == [message], "seed \(seed)")
                }
            } catch {
                #expect(!error.reason.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func anErrorIsShownOnOneLineOfBoundedLength() {
        let error = RPCError(code: 5, message: "first\nsecond \u{1B}" + String(repeating: "x", count: 1000))
        #expect(!error.publicText.contains("\n"))
        #expect(error.publicText.hasPrefix("first second"))
        #expect(error.publicText.count < 430)
        #expect(RPCError(code: 5, message: " ").publicText == "no reason given (error 5)")
    }
}
