#!/usr/bin/env python3
"""Measures reward-guided and thought-level strategies at tasks with known answers, and prints tables.

    python3 benchmarks/tasks.py                    # all of it
    python3 benchmarks/tasks.py rsd srm            # some of it
    python3 benchmarks/tasks.py rsd --count 500    # with as many tasks

Scripted models run in virtual time, so the same seeds give the same rows everywhere; the neural models that come
with the program take real time. Every run is kept as a row in benchmarks/results/tasks-NAME.jsonl, with the
command in the first line. Needs Python's standard library and a built `outrider` (OUTRIDER=path, default
.build/release/outrider).
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUTRIDER = os.environ.get("OUTRIDER", str(HERE.parent / ".build/release/outrider"))

#: A drafter that is often right, a verifier that nearly always is: 1 : 6 in time, 1 : 10 in dollars.
GOOD = ["--drafter", "scripted/0.85:1s:0.001", "--verifier", "scripted/0.99:6s:0.01"]
#: A drafter that is mostly wrong.
BAD = ["--drafter", "scripted/0.1:1s:0.001", "--verifier", "scripted/0.99:6s:0.01"]
NEURAL = ["--engine", "neural"]

#: What is measured: the tasks, who decides, the strategies, whom all are compared with, and what goes to every run.
#: SCORER stands for a scripted reward model where everybody is scripted; the neural one is the engines' own.
SCORER = "scripted/0.95:0.5s:0.0002"
SEARCHES = ["beam", "depth", "mcts"]
THRESHOLDS = ["0.3", "0.5", "0.7", "0.8", "0.9", "0.95"]
EXPERIMENTS = {
    "rsd": {
        "claim": "the verifier's accuracy within 1 point at ≤ 1/3 of its cost",
        "strategies": ["sequential", "draft-only", "dsp"] + [f"rsd --threshold {value}" for value in THRESHOLDS],
        "against": "sequential",
        "crews": {"scripted": GOOD, "neural": NEURAL},
        "rewards": True,
    },
    "srm": {
        "claim": "at least as many tasks as the same search without it at ≤ 1/10 of its verifier cost",
        # One table for each way to search: its own baseline.
        "groups": {
            search: {
                "strategies": [f"srm --search {search} --reward self", f"srm --search {search}", "sequential"],
                "against": f"srm --search {search} --reward self",
            }
            for search in SEARCHES
        },
        "crews": {"scripted": GOOD, "neural": NEURAL},
        "rewards": True,
    },
    "scot": {
        "claim": "≥ 1.9 times as fast within 1 point where the drafter is right often enough, and never more than "
        "10 % slower where it is not",
        "strategies": ["sequential", "scot", "best-of-n", "self-consistency", "draft-only"],
        "against": "sequential",
        "crews": {"scripted, drafter good": GOOD, "scripted, drafter bad": BAD, "neural": NEURAL},
        "rewards": False,
    },
}


def run(tasks, crew, strategies, against, count, seed, rewards, figure):
    command = ["bench", "tasks", tasks, "--count", str(count), "--seed", str(seed), *crew]
    command += ["--strategies", ",".join(strategies), "--against", against, "--json"]
    if figure:
        command += ["--figure", str(figure)]
    if rewards and any(word.startswith("scripted/") for word in crew):
        command += ["--reward", SCORER]
    out = subprocess.run([OUTRIDER, *command], capture_output=True, text=True)
    if out.returncode != 0:
        print(f"  (not run: {' '.join(command)}: {out.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return None, command
    return json.loads(out.stdout), command


def estimate(value, digits=3, factor=1, sign=False):
    if value is None:
        return "–"
    form = f"{{:{'+' if sign else ''}.{digits}f}}"
    mean, low, high = (form.format(factor * value[key]) for key in ("mean", "low", "high"))
    return f"{mean} [{low}, {high}]"


def table(report):
    print("| strategy | solved, % | optimal, % | seconds | dollars | verifier calls | points | time × | dollars × "
          "| verifier calls × | verifier time × |")
    print("|---|---:|---:|---:|---:|---:|---|---|---|---|---|")
    for one in report["contestants"]:
        pair = one.get("comparison") or {}
        dollars = one.get("cost_usd")
        print("| " + " | ".join([
            f"`{one['contestant']}`", estimate(one["solved"], 1, 100), estimate(one["optimal"], 1, 100),
            f"{one['latency_s']['mean']:.3g}", f"{dollars['mean']:.4g}" if dollars else "unknown",
            f"{one['verifier_calls']['mean']:.2f}", estimate(pair.get("accuracy_points"), 1, sign=True),
            estimate(pair.get("relative_latency")), estimate(pair.get("relative_cost")),
            estimate(pair.get("relative_verifier_calls")), estimate(pair.get("relative_verifier_s")),
        ]) + " |")


def measure(name, count, seed):
    experiment = EXPERIMENTS[name]
    print(f"\n## {name}: {experiment['claim']}")
    groups = experiment.get("groups") or {"": experiment}
    lines = []
    for crew_name, crew in experiment["crews"].items():
        for group_name, group in groups.items():
            for tasks in ["countdown", "blocksworld"]:
                slug = re.sub(r"[^a-z]+", "-", f"{name} {tasks} {crew_name} {group_name}".strip())
                figure = HERE / "results" / f"tasks-{slug}.svg"
                report, command = run(
                    tasks, crew, group["strategies"], group["against"], count, seed, experiment["rewards"], figure)
                if report is None:
                    continue
                print(f"\n### {tasks}, {crew_name}{', ' + group_name if group_name else ''}\n")
                print(f"    outrider {' '.join(repr(word) if ' ' in word else word for word in command)}\n")
                table(report)
                lines.append({"command": ["outrider", *command], "tasks": tasks, "crew": crew_name})
                lines += [{"tasks": tasks, "crew": crew_name, **row} for row in report["rows"]]
    if lines:
        with open(HERE / "results" / f"tasks-{name}.jsonl", "w") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(EXPERIMENTS))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(EXPERIMENTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there is {', '.join(EXPERIMENTS)}")
    for name in arguments.names or EXPERIMENTS:
        measure(name, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
