#!/usr/bin/env python3
"""Runs `outrider batch` with scripted models and holds it against what could be reached at best.

    python3 benchmarks/batch.py schedule --tasks 10000 --concurrency 256 --seconds 2 --seed 1
    python3 benchmarks/batch.py budget --tasks 400 --concurrency 64 --seed 1
    python3 benchmarks/batch.py day --processes 4 --tasks 100 --seed 1

schedule: tasks in the world of blocks, every step of which takes the verifier a fixed time. The ideal is what the same
tasks take in the same order where starting, deciding and recording cost nothing: each task begins as soon as one of the
places is free, and lasts as long as its steps. Peak memory is the process's own maximum resident set.
budget: the money for about a third of the tasks, shared by all. day: several processes at once share a daily limit.
The overrun is what the record says was spent beyond the limit.

Needs Python's standard library and a built `outrider` (OUTRIDER=path, default .build/release/outrider). A row goes to
standard output as a JSON line.
"""
import argparse
import heapq
import json
import os
import random
import sqlite3
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("OUTRIDER", ".build/release/outrider"))


def towers(rng, blocks):
    """A random arrangement, as the program reads it."""
    order = blocks[:]
    rng.shuffle(order)
    facts, below = [], None
    for block in order:
        facts.append(f"{block} on {below if below and rng.random() < 0.6 else 'table'}")
        below = block
    return facts


def task(rng):
    blocks = list("abcd")[: rng.choice([3, 4])]
    while True:
        start, goal = towers(rng, blocks), [f for f in towers(rng, blocks) if not f.endswith("table")]
        if goal and not set(goal) <= set(start):
            return f"{', '.join(start)} -> {', '.join(goal)}"


def write_tasks(path, count, seed):
    rng = random.Random(seed)
    with open(path, "w") as file:
        for number in range(count):
            file.write(json.dumps({"id": f"t{number}", "task": task(rng)}) + "\n")


def start(home, tasks, *arguments):
    """Starts the program with a home of its own; its results go to a file."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": home, "OUTRIDER_HOME": home}
    out = os.path.join(home, f"{os.path.basename(tasks)}.out")
    process = os.fork()
    if process == 0:
        results = os.open(out, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        errors = os.open(out + ".err", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.dup2(results, 1)
        os.dup2(errors, 2)
        os.execve(PROGRAM, [PROGRAM, "batch", tasks, "--json", *arguments], environment)
    return process, out


def wait(process):
    _, status, usage = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), usage


def rows(home, sql):
    return sqlite3.connect(os.path.join(home, "outrider.db")).execute(sql).fetchall()


def ideal(durations, places):
    """When the last task is over, where each begins as soon as a place is free."""
    free = [0.0] * places
    for duration in durations:
        heapq.heappush(free, heapq.heappop(free) + duration)
    return max(free)


def schedule(options, home):
    tasks = os.path.join(home, "tasks.jsonl")
    write_tasks(tasks, options.tasks, options.seed)
    began = time.monotonic()
    process, out = start(
        home, tasks, "--concurrency", str(options.concurrency), "--strategy", options.strategy,
        "--drafter", f"scripted/0.8:{options.seconds / 6}s", "--verifier", f"scripted/1:{options.seconds}s",
        "--seed", str(options.seed))
    code, usage = wait(process)
    took = time.monotonic() - began
    results = {}
    with open(out) as file:
        for line in file:
            result = json.loads(line)
            results[result["task"]] = result
    finished = sum(r["status"] == "finished" for r in results.values())
    if options.strategy == "sequential":
        durations = [results[f"t{i}"]["steps"] * options.seconds for i in range(options.tasks) if f"t{i}" in results]
        kind = "steps of the verifier alone, in the order of the file"
    else:
        durations = [results[f"t{i}"]["latency_s"] for i in range(options.tasks) if f"t{i}" in results]
        kind = "the runs' own times, in the order of the file"
    best = ideal(durations, options.concurrency)
    return {
        "benchmark": "schedule", "strategy": options.strategy, "tasks": options.tasks, "finished": finished,
        "concurrency": options.concurrency, "step_s": options.seconds, "seed": options.seed, "exit": code,
        "took_s": round(took, 2), "ideal_s": round(best, 2), "over_ideal": round(took / best - 1, 4), "ideal": kind,
        "peak_mb": round(usage.ru_maxrss / 1024, 1), "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "load": round(os.getloadavg()[0], 1), "database_mb": round(
            sum(os.path.getsize(os.path.join(home, f)) for f in os.listdir(home) if f.startswith("outrider.db")) / 1e6),
    }


def bill(home, limit):
    """What the record says was spent, beside what was allowed."""
    spent, calls = rows(home, "SELECT sum(cost_nanodollars), count(*) FROM calls")[0]
    return {
        "limit_usd": limit, "spent_usd": spent / 1e9, "calls": calls,
        "overrun_usd": max(0, spent / 1e9 - limit), "most_calls_at_once": at_once(home),
        "open_reservations": rows(home, "SELECT count(*) FROM reservations")[0][0],
    }


def budget(options, home):
    tasks = os.path.join(home, "tasks.jsonl")
    write_tasks(tasks, options.tasks, options.seed)
    limit = round(options.tasks * 0.02, 2)
    process, _ = start(
        home, tasks, "--concurrency", str(options.concurrency), "--batch-cost", str(limit), "--seed", str(options.seed),
        "--drafter", "scripted/0.8:0.02s:0.001", "--verifier", "scripted/1:0.1s:0.01")
    code, _ = wait(process)
    return {
        "benchmark": "budget", "tasks": options.tasks, "concurrency": options.concurrency, "seed": options.seed,
        "exit": code, **bill(home, limit),
    }


def day(options, home):
    limit = round(options.tasks * options.processes * 0.02, 2)
    with open(os.path.join(home, "config.yaml"), "w") as file:
        file.write(f"defaults:\n  daily_limit: {limit}\n")
    started = []
    for number in range(options.processes):
        tasks = os.path.join(home, f"tasks-{number}.jsonl")
        write_tasks(tasks, options.tasks, options.seed + number)
        started.append(start(
            home, tasks, "--concurrency", str(options.concurrency), "--batch-cost", "1000", "--seed", str(options.seed),
            "--drafter", "scripted/0.8:0.02s:0.001", "--verifier", "scripted/1:0.1s:0.01"))
    codes = [wait(process)[0] for process, _ in started]
    return {
        "benchmark": "day", "processes": options.processes, "tasks": options.tasks, "concurrency": options.concurrency,
        "seed": options.seed, "exits": codes, **bill(home, limit),
    }


def at_once(home):
    """The most calls that were open at one moment, over all runs."""
    changes = []
    for began, took in rows(home, "SELECT started_ms, finished_ns - started_ns FROM calls WHERE finished_ns NOT NULL"):
        changes += [(began, 1), (began + took / 1e6, -1)]
    now = most = 0
    for _, change in sorted(changes):
        now += change
        most = max(most, now)
    return most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", choices=["schedule", "budget", "day"])
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=1, help="what a step takes the verifier")
    parser.add_argument("--strategy", default="sequential", choices=["sequential", "dsp"])
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"there is no program at {PROGRAM}; build it with `swift build -c release`")
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps({"schedule": schedule, "budget": budget, "day": day}[options.benchmark](options, home)), flush=True)


if __name__ == "__main__":
    main()
