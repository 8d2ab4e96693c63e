#!/usr/bin/env python3
"""Runs `outrider` against a local OpenAI-compatible server and compares each way of riding ahead with
the verifier alone, task by task, in the same run.

    python3 benchmarks/remote.py --tasks 8 --seed 1 > benchmarks/results/remote.jsonl

The server streams, takes its time, and keeps its own count of tokens. Latencies have the shape of the
recorded traces (drafter : verifier about 1 : 6, two verifier calls a step), ten times as fast.
Needs Python's standard library and a built `outrider` (OUTRIDER=path, default .build/release/outrider).
Rows go to standard output as JSON lines, the table to standard error.
"""
import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOOLS = [
    "Sentiment Analysis", "Text Summarization", "Machine Translation", "Fill Mask", "Question Answering",
    "Image Classification", "Object Detection", "Colorization", "Image Super-Resolution", "Image Denoising",
    "Image Deblurring", "Visual Question Answering", "Image Captioning", "Text-to-Image Generation",
]
PRICES = {"big": (2.0, 8.0), "small": (0.1, 0.4)}  # dollars per million tokens, in and out
CALL_SECONDS = {"big": 0.45, "small": 0.15}


class Task:
    """What the models know of one task; the same for every way of running it."""

    def __init__(self, seed, steps, acceptance):
        rng = random.Random(seed)
        self.plan = [rng.choice(TOOLS) for _ in range(steps - 1)] + ["TERMINATE"]
        self.drafts = [t if rng.random() < acceptance else rng.choice(TOOLS) for t in self.plan]
        self.factor = {m: [rng.lognormvariate(0, 0.3) for _ in self.plan] for m in PRICES}
        self.tokens = {m: [0, 0] for m in PRICES}
        self.lock = threading.Lock()

    def charge(self, model, prompt=0, generated=0):
        with self.lock:
            self.tokens[model][0] += prompt
            self.tokens[model][1] += generated

    def dollars(self):
        return sum(n * p / 1e6 for m, counts in self.tokens.items() for n, p in zip(counts, PRICES[m]))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    task = None

    def log_message(self, *_):
        pass

    def do_POST(self):
        task = Handler.task
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = body["model"]
        text = "\n".join(m["content"] or "" for m in body["messages"])
        step = min(len(re.findall(r"^Action \d+: .*\.$", text, re.M)), len(task.plan) - 1)
        answer = "<tool>%s</tool>" % (task.plan if model == "big" else task.drafts)[step]
        pieces = re.findall(r"\s*\S+", answer)
        prompt = len(text) // 4
        task.charge(model, prompt=prompt)
        self.begins(model, step)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pause = CALL_SECONDS[model] * task.factor[model][step] / (len(pieces) + 1)
        try:
            for piece in pieces:
                time.sleep(pause)
                task.charge(model, generated=1)
                self.event({"choices": [{"index": 0, "delta": {"content": piece}}]})
            time.sleep(pause)
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            usage = {"prompt_tokens": prompt, "completion_tokens": len(pieces)}
            self.event({"choices": [], "usage": usage})
            self.chunk(b"data: [DONE]\n\n")
            self.chunk(b"")
        except OSError:
            self.close_connection = True  # the client has closed the line: nothing more is generated

    def begins(self, model, step):
        """Somebody is asked for a step; for those who want to know."""

    def event(self, value):
        self.chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


def environment(home):
    """What the program finds around it, with a home of its own."""
    return {"PATH": os.environ["PATH"], "HOME": home, "OUTRIDER_HOME": home}


def configure(home, port):
    """Has the program in `home` ask the server at `port`."""
    models = "".join(
        "  local/%s:\n    price: {input: %s, output: %s}\n" % (m, *map(str, p)) for m, p in PRICES.items())
    with open(os.path.join(home, "config.yaml"), "w") as config:
        config.write(
            "providers:\n  local:\n    api: openai\n    base_url: http://127.0.0.1:%d/v1\nmodels:\n%s"
            "defaults:\n  agent: openagi\n  drafter: local/small\n  verifier: local/big\n" % (port, models))


def run(program, home, arguments):
    done = subprocess.run(
        [program, "run", "a task", "--json", *arguments], env=environment(home), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("outrider failed: " + done.stderr)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=8)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--acceptance", type=float, default=0.8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(os.environ.get("OUTRIDER", ".build/release/outrider"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = tempfile.mkdtemp(prefix="outrider-remote-")
    configure(home, server.server_port)
    ways = {"sequential": ["--strategy", "sequential"]}
    ways.update({"λ = %s" % l: ["--lambda", l] for l in ("0", "0.5", "0.8", "1")})
    ways["depth 3"] = ["--depth", "3"]
    rows = {way: [] for way in ways}
    for number in range(options.tasks):
        plan = None
        for way, arguments in ways.items():
            Handler.task = task = Task(options.seed * 1000 + number, options.steps, options.acceptance)
            document = run(program, home, arguments + ["--seed", str(options.seed)])
            time.sleep(0.3)  # the server notices the lines that were closed
            tools = [step["action"]["tool"] for step in document["steps"]]
            plan = plan or tools
            row = {
                "way": way, "task": number, "same_plan": tools == plan, "latency_s": document["latency_s"],
                "cost_usd": document["cost_usd"], "cost_estimated_usd": document["cost_estimated_usd"],
                "server_usd": round(task.dollars(), 9), "acceptance": document["acceptance"],
                "command": "python3 " + " ".join(sys.argv), "seed": options.seed,
            }
            rows[way].append(row)
            print(json.dumps(row, ensure_ascii=False), flush=True)
    report(rows)


def report(rows):
    """Ratios to the sequential run of the same task: median, lowest and highest."""
    base = rows["sequential"]
    print("%-11s %-24s %-24s %-10s %s" % ("", "time", "dollars", "same plan", "bill / server's own"), file=sys.stderr)
    for way, own in rows.items():
        time_ratio = [r["latency_s"] / b["latency_s"] for r, b in zip(own, base)]
        cost_ratio = [r["cost_usd"] / b["cost_usd"] for r, b in zip(own, base)]
        bill = [r["cost_usd"] / r["server_usd"] for r in own]
        spread = lambda values: "%.2f (%.2f–%.2f)" % (statistics.median(values), min(values), max(values))
        same = "%d of %d" % (sum(r["same_plan"] for r in own), len(own))
        print("%-11s %-24s %-24s %-10s %s" % (way, spread(time_ratio), spread(cost_ratio), same, spread(bill)), file=sys.stderr)


if __name__ == "__main__":
    main()
