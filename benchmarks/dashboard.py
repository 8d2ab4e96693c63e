#!/usr/bin/env python3
"""How fast `outrider dashboard` is over a large record: every question, the first paint of every page, and how long
after an event in the record a page in a browser shows it.

    scripts/large-ledger small.db large.db
    python3 benchmarks/dashboard.py large.db > benchmarks/results/dashboard.jsonl

Needs Python's standard library, Chromium, and a built `outrider` (OUTRIDER=path, default .build/release/outrider).
Rows go to standard output as JSON lines, in milliseconds; a table goes to standard error.
"""
import argparse
import http.client
import importlib.machinery
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
os.environ.setdefault("OUTRIDER", os.path.join(HERE, "../.build/release/outrider"))
loader = importlib.machinery.SourceFileLoader("pages", os.path.join(HERE, "../scripts/test-dashboard"))
pages = importlib.util.module_from_spec(importlib.util.spec_from_loader("pages", loader))
loader.exec_module(pages)


def note(name, values, **more):
    row = {"name": name, "unit": "ms", "median": round(statistics.median(values), 2), "max": round(max(values), 2),
           "values": [round(value, 2) for value in values], **more}
    print(json.dumps(row, ensure_ascii=False), flush=True)
    print("%-62s %8.1f %8.1f %8d" % (name, row["median"], row["max"], len(values)), file=sys.stderr)


class Questions:
    """One connection that is kept, as a browser keeps it."""

    def __init__(self, base):
        self.line = http.client.HTTPConnection(base.split("//")[1], timeout=600)

    def ask(self, path):
        self.line.request("GET", path)
        answer = self.line.getresponse()
        data = answer.read()
        assert answer.status == 200, (path, answer.status, data[:200])
        return json.loads(data) if path.startswith("/api") else data

    def time(self, path):
        begin = time.perf_counter()
        self.ask(path)
        return (time.perf_counter() - begin) * 1000


def questions(base, times):
    line = Questions(base)
    page = line.ask("/api/runs?limit=50")
    run = page["runs"][0]["run"]
    longest = max(page["runs"], key=lambda one: one["steps"])["run"]
    deep = page
    for _ in range(20):  # far down the list
        deep = line.ask("/api/runs?limit=200&cursor=" + deep["next"])
    # What most runs have in common, so that every question finds many.
    kind = deep["runs"][0]
    agent, word = kind["agent"], kind["task"].split()[1]
    for path in [
        "/", "/api/status", "/api/facets", "/api/runs", "/api/runs?cursor=" + deep["next"], "/api/runs?search=" + word,
        "/api/runs?search=nothing-like-that",
        "/api/runs?status=finished&strategy=%s&lambda_min=%s" % (kind["strategy"], kind["lambda"]),
        "/api/runs?agent=" + agent, "/api/runs/" + longest, "/api/runs/%s/calls/1" % longest, "/api/frontier",
        "/api/frontier?agent=" + agent, "/api/learning", "/api/learning?agent=" + agent, "/api/spend?by=day,standing",
        "/api/spend?by=model,standing", "/api/spend?by=agent,standing", "/api/spend?by=role,standing",
        "/api/spend?by=day,model,agent,role,outcome,standing",
    ]:
        note("GET " + path.replace(longest, "RUN").replace(deep["next"], "CURSOR"), [line.time(path) for _ in range(times)])
    return run


def paints(base, run, home, times):
    for path in ["/runs", "/runs/" + run, "/frontier", "/learning", "/spend"]:
        first, whole = [], []
        for number in range(times):
            # A browser of its own each time: nothing is cached, nothing is compiled.
            browser = pages.Browser(os.path.join(home, "browser-%s-%d" % (path.replace("/", "-"), number)))
            browser.size(1280, 900)
            browser.go(base + path)
            browser.wait("document.querySelector('main table, main .plot, main .waterfall')")
            whole.append(browser.value("performance.now()"))
            first.append(browser.wait("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"))
            browser.close()
        words = path.replace(run, "RUN")
        note("first contentful paint of " + words, first)
        note("data on the page of %s, at most" % words, whole)


def news(program, base, home):
    """From an event that `run --jsonl` has printed, which is when it is in the record, to the bar on the page."""
    browser = pages.Browser(os.path.join(home, "browser-news"))
    browser.size(1280, 900)
    program.pace(0.5, seed=5, steps=10)
    process = program.start("run", "watched", "--lambda", "0.9", "--jsonl")
    begun, run = [], None
    for line in process.stdout:
        now = time.time() * 1000
        event = json.loads(line)
        if run is None:
            run = event["run"]
            threading.Thread(target=watch, args=(browser, base, run), daemon=True).start()
        if event["event"] == "call-started":
            begun.append(now)
    process.wait()
    browser.wait("document.querySelector('.state.finished, .state.limit')")
    seen = browser.value("window.seen")
    late = []
    for number, at in enumerate(begun):
        shown = next((when for when, bars in seen if bars > number), None)
        if shown and at > seen[0][0]:
            late.append(max(0.0, shown - at))
    browser.close()
    note("from a call in the record to its bar on the page", late)


def watch(browser, base, run):
    browser.tell("Page.addScriptToEvaluateOnNewDocument", source="""
        window.seen = [];
        new MutationObserver(() => {
          const bars = document.querySelectorAll('.waterfall .bar.drafter, .waterfall .bar.verifier').length;
          if (bars && bars !== window.seen.at(-1)?.[1]) window.seen.push([Date.now(), bars]);
        }).observe(document, { childList: true, subtree: true });""")
    browser.go(base + "/runs/" + run)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record"), parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--paints", type=int, default=5)
    options = parser.parse_args()
    home = tempfile.mkdtemp(prefix="outrider-dashboard-")
    program = pages.Program(home)
    program.environment["OUTRIDER_DATABASE"] = os.path.abspath(options.record)
    server = program.start("dashboard", "--port", "0", "--no-open")
    try:
        base = server.stdout.readline().strip().rstrip("/")
        line = Questions(base)
        begin, left = time.perf_counter(), None
        while (now := line.ask("/api/status").get("uncounted")) != 0:
            left = left or now
            time.sleep(0.2)
        took = time.perf_counter() - begin
        print(json.dumps({
            "benchmark": "dashboard", "command": "python3 " + " ".join(sys.argv), "cores": os.cpu_count(), "load": os.getloadavg()[0],
            "bytes": os.path.getsize(options.record), "counted_first": left, "counting_s": round(took, 1)}), flush=True)
        print("counting %s runs took %.0f s; load %.1f\n%-62s %8s %8s %8s" % (
            left, took, os.getloadavg()[0], "ms", "median", "max", "times"), file=sys.stderr)
        run = questions(base, options.requests)
        news(program, base, home)
        paints(base, run, home, options.paints)
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
