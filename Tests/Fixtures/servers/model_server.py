#!/usr/bin/env python3
"""Pretends to be a local model server: OpenAI's chat completions, and every kind of bad day.

It plans with the agent `openagi`, as Tests/CommandsTests/PlanServer.swift does. Standard library only.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PLAN = [
    "Image Super-Resolution", "Image Denoising", "Image Deblurring", "Colorization", "Image Captioning",
    "Machine Translation", "TERMINATE",
]

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--loads", type=int, default=0, help="answer 503 to so many questions for its health")
parser.add_argument("--loads-until", help="answer 503 to questions for its health until this file is there")
parser.add_argument("--fails", help="print this and end with status 3")
parser.add_argument("--never-healthy", action="store_true", help="be loading for ever")
parser.add_argument("--no-health", action="store_true", help="have no /health, as some servers")
parser.add_argument("--binds-after", help="listen only when this file is there")
parser.add_argument("--ignores-term", action="store_true", help="go on when asked to end")
parser.add_argument("--child", action="store_true", help="start a process that would go on without it")
parser.add_argument("--crashes", help="die in the middle of an answer, if this file is there; takes it away")
parser.add_argument("--always-crashes", action="store_true", help="die in the middle of every answer")
parser.add_argument("--slots", type=int, help="say that so many calls are worked on at once")
parser.add_argument("--holds", help="go on with an answer only when this file is there")
parser.add_argument("--only-model", help="know this model alone")
parser.add_argument("--environment", help="write the names of all variables to this file")
options = parser.parse_args()

lock = threading.Lock()
health_questions = 0


def say(text):
    print(text, flush=True)


def wait_for(path):
    while not os.path.exists(path):
        time.sleep(0.01)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *arguments):
        say("request: " + format % arguments)

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        global health_questions
        if self.path == "/health" and not options.no_health:
            with lock:
                health_questions += 1
                loading = options.never_healthy or health_questions <= options.loads
            if options.loads_until and not os.path.exists(options.loads_until):
                loading = True
            if loading:
                return self.answer(503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}})
            return self.answer(200, {"status": "ok"})
        if self.path == "/v1/models":
            return self.answer(200, {"object": "list", "data": [{"id": options.only_model or "any"}]})
        if self.path == "/props" and options.slots:
            return self.answer(200, {"total_slots": options.slots})
        self.answer(404, {"error": {"message": "there is nothing here"}})

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if options.only_model and request["model"] != options.only_model:
            return self.answer(404, {"error": {"message": "The model does not exist", "code": "model_not_found"}})
        say("answering " + request["model"])
        text = "\n".join(message.get("content") or "" for message in request["messages"])
        step = 1 + len(re.findall(r"^Action \d+: .*\.$", text, re.MULTILINE))
        words = "<tool>%s</tool>" % PLAN[min(step, len(PLAN)) - 1]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for index, piece in enumerate([words[:5], words[5:]]):
            self.send({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            if index == 0:
                self.perhaps_crash()
                if options.holds:
                    wait_for(options.holds)
        self.send({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        usage = {"prompt_tokens": len(text) // 4, "completion_tokens": 6, "total_tokens": len(text) // 4 + 6}
        self.send({"choices": [], "usage": usage})
        self.chunk(b"data: [DONE]\n\n")
        self.chunk(b"")

    def perhaps_crash(self):
        if options.crashes and os.path.exists(options.crashes):
            os.unlink(options.crashes)
        elif not options.always_crashes:
            return
        say("about to crash: the cause")
        os.kill(os.getpid(), signal.SIGKILL)

    def send(self, document):
        self.chunk(b"data: " + json.dumps(document).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


if options.ignores_term:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if options.environment:
    with open(options.environment, "w") as file:
        file.write("\n".join(sorted(os.environ)))
if options.child:
    # Out of reach of its parent's session, and of signals that ask.
    ignoring = lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen(["sleep", "1000"], start_new_session=True, preexec_fn=ignoring)
    say("child %d" % child.pid)
if options.fails:
    say(options.fails)
    sys.exit(3)
if options.binds_after:
    wait_for(options.binds_after)
say("listening")
ThreadingHTTPServer.allow_reuse_address = True
ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer(("127.0.0.1", options.port), Handler).serve_forever()
