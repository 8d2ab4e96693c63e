import Foundation

/// A server in JavaScript that speaks HTTP/2 and HTTP/1.1 over TLS.
///
/// `/hello` answers at once with the protocol; `/stream` answers with one byte and stays open until
/// `/open` is asked for; `/large` sends 16 MB; `/counts` tells of sessions, and of streams that the
/// client reset.
final class NodeServer: Sendable {
    let port: Int
    private let process: ChildProcess

    var authority: String { "127.0.0.1:\(port)" }

    init(_ certificate: Certificate) throws {
        process = try ChildProcess(
            "node", ["-e", Self.script, "--", certificate.keyFile, certificate.certificateFile])
        guard let port = Int(process.firstLine()) else { throw CocoaError(.executableLoad) }
        self.port = port
    }

    private static let script = """
        const fs = require('fs'), http2 = require('http2');
        const [key, cert] = process.argv.slice(1).map(f => fs.readFileSync(f));
        const counts = { sessions: 0, reset: 0, open: 0 };
        let waiting = [];
        const answer = (request, response) => {
          const path = request.url;
          if (path === '/hello') return response.end('HTTP/' + request.httpVersion);
          if (path === '/counts') return response.end(JSON.stringify(counts));
          if (path === '/large') return response.end(Buffer.alloc(16 << 20, 7));
          if (path === '/open') {
            waiting.forEach(r => r.end('b'));
            waiting = [];
            return response.end('opened');
          }
          counts.open++;
          response.writeHead(200);
          response.write('a');
          waiting.push(response);
          response.on('close', () => {
            counts.open--;
            if (!response.writableEnded) counts.reset++;
            waiting = waiting.filter(r => r !== response);
          });
        };
        const server = http2.createSecureServer({ key, cert, allowHTTP1: true }, answer);
        server.on('session', () => counts.sessions++);
        server.listen(0, '127.0.0.1', () => console.log(server.address().port));
        """
}
