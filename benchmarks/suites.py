#!/usr/bin/env python3
"""Runs the suites of benchmarks/suites and prints the tables of benchmarks/README-suites.md.

    python3 benchmarks/suites.py > tables.md

Everything happens in simulated time, so that the same seeds give the same tables everywhere.
Needs Python's standard library and a built `outrider` (OUTRIDER=path, default .build/release/outrider).
"""
import json
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OUTRIDER = os.environ.get("OUTRIDER", str(HERE.parent / ".build/release/outrider"))
SUITES = ["recorded", "constant", "varied", "quota", "changing", "heterogeneous"]
LEARNING = ["threshold", "dsp", "ucb", "exp3"]
# J of the policy that knows each chance, by λ (algorithms.md 5.5).
KNOWING = {
    "narrow": [0.873, 0.799, 0.708, 0.601],
    "middling": [0.832, 0.769, 0.680, 0.573],
    "wide": [0.799, 0.732, 0.650, 0.560],
}


def run(suite, **replaced):
    """The report of a suite, and its groups by workload, λ, scheduling, repair and controller.

    What is replaced are top-level keys of the suite, each on a line of its own."""
    path = HERE / "suites" / f"{suite}.yaml"
    lines = [line for line in path.read_text().splitlines() if line.split(":")[0] not in replaced]
    lines += [f"{key}: {value}" for key, value in replaced.items()]
    # Beside the suite, since the paths in it begin there.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".yaml") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        out = subprocess.run([OUTRIDER, "bench", file.name, "--json"], check=True, capture_output=True)
    report = json.loads(out.stdout)
    groups = {}
    for group in report["groups"]:
        key = (group["workload"], group["lambda"], group["scheduling"], group["early_repair"], group["controller"])
        groups[key] = group
    return report, groups


def told(group):
    """The figures after the warm-up, where there is one."""
    return group.get("after_warm_up") or group


def j(group):
    return told(group)["j"]["mean"]


def difference(duel):
    value = duel.get("j_difference_after_warm_up") or duel["j_difference"]
    return value["mean"], value["low"], value["high"]


def number(value, digits=3):
    return f"{value:.{digits}f}"


def signed(value):
    return f"{value:+.3f}".replace("-0.000", "+0.000")


def row(cells):
    print("| " + " | ".join(cells) + " |")


def cells(groups):
    """Each workload and λ, in order."""
    return list(dict.fromkeys((key[0], key[1]) for key in groups))


def learning(suite):
    report, groups = run(suite)
    best = {(d["workload"], d["lambda"]): d for d in report["against_best_fixed"] if d["controller"] == "threshold"}
    print(f"\n### {suite}\n")
    row(["workload", "λ", "J*", *LEARNING, "best fixed", "threshold − best fixed"])
    print("|---|" + "---:|" * (2 + len(LEARNING)) + "---|---|")
    for workload, weight in cells(groups):
        group = {name: groups[workload, weight, "continuous", True, name] for name in LEARNING}
        duel = best[workload, weight]
        rival = groups[workload, weight, "continuous", True, duel["opponent"]]
        mean, low, high = difference(duel)
        row([
            workload, f"{weight:g}", number(told(group["threshold"])["j_oracle"]),
            *(number(j(group[name])) for name in LEARNING), f"{duel['opponent']} {number(j(rival))}",
            f"{signed(mean)} [{signed(low)}, {signed(high)}]",
        ])


def scheduling():
    ways = [("continuous", True), ("continuous", False), ("rounds", True), ("rounds", False)]
    row(["suite", "workload", "λ", "continuous", "continuous, no repair", "rounds", "rounds, no repair"])
    print("|---|---|---:|---:|---|---|---|")
    sums = {}
    for suite in SUITES:
        report, groups = run(
            suite, controllers="[threshold]", scheduling="[continuous, rounds]", early_repair="[true, false]")
        duels = {
            (d["workload"], d["lambda"], d["scheduling"], d["early_repair"]): d
            for d in report["against_continuous_with_repair"]
        }
        for workload, weight in cells(groups):
            # Without riding ahead there is nothing to schedule, and the late ones only add to the list.
            if weight == 0 or workload.endswith("-late"):
                continue
            texts = []
            for way in ways:
                value = j(groups[(workload, weight, *way, "threshold")])
                sums.setdefault(weight, {}).setdefault(way, []).append(value)
                text = number(value)
                if way != ways[0]:
                    _, low, high = difference(duels[(workload, weight, *way)])
                    text += f" [{signed(low)}, {signed(high)}]"
                texts.append(text)
            row([suite, workload, f"{weight:g}", *texts])
    for weight, by_way in sorted(sums.items()):
        row(["**mean**", "", f"{weight:g}", *(number(sum(by_way[way]) / len(by_way[way]), 4) for way in ways)])


def heterogeneous():
    _, groups = run("heterogeneous")
    weights = list(dict.fromkeys(key[1] for key in groups))
    row(["λ", *KNOWING])
    print("|---|---|---|---|")
    for index, weight in enumerate(weights):
        texts = []
        for name, knowing in KNOWING.items():
            seen, late = (
                j(groups[f"{name}{suffix}", weight, "continuous", True, "threshold"]) for suffix in ("", "-late"))
            above = lambda value: f"{number(value)}, {100 * (value / knowing[index] - 1):+.1f} %"
            texts.append(f"{above(seen)} (late {above(late)})")
        row([f"{weight:g}", *texts])


if __name__ == "__main__":
    print("## J of the learning controllers, and of the best fixed depth in hindsight")
    for suite in SUITES:
        learning(suite)
    print("\n## Rounds or continuous, early repair on or off\n")
    scheduling()
    print("\n## Heterogeneous steps beside the design's table\n")
    heterogeneous()
