"""Examines the models that are there and writes their cards: `python -m recipe.cards`.

Reads the GGUF files, so that what is examined is what ships. Writes models/NAME/README.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import blocksworld_instances, countdown_instances, gguf_file
from .answering import answers, scores
from .blocksworld import BLOCKS, Blocksworld
from .catalogue import RECIPES, Recipe
from .countdown import Countdown
from .examination import (
    IMPOSSIBLE, Instances, Judgement, agreement, area_under_curve, calibration_error, judge, next_actions, rollouts,
)
from .llama import Llama

FOLDER = Path(__file__).parent.parent
SEED = 20261126
PROMPTS, TASKS = 400, 150


@dataclass
class Group:
    """Held-out instances of one kind: states of which the next action is asked, and whole tasks."""

    label: str
    prompts: Instances
    tasks: Instances


def groups(world: str) -> list[Group]:
    random = np.random.default_rng(SEED)
    if world == "countdown":
        numbers = Countdown()
        found = []
        for count, steps in ((3, 1), (3, 2), (4, 1), (4, 2), (4, 3)):
            tasks = countdown_instances.held_out(numbers, count, steps, PROMPTS, random)
            found.append(Group(f"{count} numbers, {steps} step{'s' if steps > 1 else ''}", tasks, tasks))
        return found
    found = []
    for blocks in map(Blocksworld, BLOCKS):
        for is_full in (True, False):
            kind = "goal says all" if is_full else "goal says some"
            prompts = blocksworld_instances.held_out(blocks, PROMPTS, random, is_task=False, is_full=is_full)
            tasks = blocksworld_instances.held_out(blocks, TASKS, random, is_task=True, is_full=is_full)
            found.append(Group(f"{blocks.blocks} blocks, {kind}", prompts, tasks))
    return found


def percent(values: np.ndarray) -> str:
    return f"{100 * np.mean(values):.1f} %"


def agent_table(model: Llama, examined: list[Group], attempts: int = 1) -> tuple[str, list[tuple[Instances, np.ndarray]]]:
    """The rows of the table, and the states met on the way with what was done there."""
    rows, met = [], []
    everything: list[list[np.ndarray]] = [[], [], [], []]
    for group in examined:
        slots = next_actions(model, group.prompts, attempts)
        played = rollouts(model, group.tasks, attempts)
        met += played.met
        values = [slots != IMPOSSIBLE, group.prompts.optimal(slots), played.solved, played.shortest]
        rows.append(row(group.label, values))
        for all_of, some in zip(everything, values):
            all_of.append(some)
    rows.append(row("all", [np.concatenate(values) for values in everything]))
    head = "| held out | states | possible | optimal | tasks | solved | in the fewest steps |\n" + "| --- |" * 1
    head += " ---: |" * 6
    return "\n".join([head, *rows]), met


def row(label: str, values: list[np.ndarray]) -> str:
    possible, optimal, solved, shortest = values
    return (
        f"| {label} | {len(possible)} | {percent(possible)} | {percent(optimal)} "
        f"| {len(solved)} | {percent(solved)} | {percent(shortest)} |"
    )


def reward_table(model: Llama, examined: list[Group]) -> str:
    random = np.random.default_rng(SEED)
    judged = [(group.label, judge(model, group.prompts, random)) for group in examined]
    whole = Judgement(*(np.concatenate([getattr(one, name) for _, one in judged]) for name in ("score", "truth")))
    rows = ["| held out | actions | right | AUC | ECE |\n| --- | ---: | ---: | ---: | ---: |"]
    for label, one in [*judged, ("all", whole)]:
        right = (one.score > 0.5) == one.truth
        rows.append(
            f"| {label} | {len(right)} | {percent(right)} | {area_under_curve(one):.4f} | {calibration_error(one):.4f} |"
        )
    return "\n".join(rows)


#: For each world a prompt, an action that a reward model may be asked about, and what it all means.
EXAMPLES = {
    "blocksworld": (
        "|abc?de:|ca|bd^e=",
        "e>-",
        "The goal: chains of blocks from the bottom up, behind `|` on the table, behind `?` anywhere. Then the state: "
        "towers from the bottom up, and behind `^` what is in the hand. `c<a` takes c from a, `c>a` puts c on a, `-` is "
        "the table, `!` ends the task. Blocks are called a, b, c… in the order of the goal; 3 to 7 of them.",
    ),
    "countdown": (
        "g:973,.p7.,.n9.,Mjd.,73*l+a-4,93*r+c-6/3,97+g-2=",
        "9+7=g",
        "Each number is one digit: `0` to `9`, `a` for 10 to `z` for 35, `A` for 36 to `Z` for 61. The target, then the "
        "numbers left, the largest first; of more than two, what each of them makes with the target by `*`, `+`, `-` "
        "and `/`, a dot where that is no number up to 61; and what each two of them make. The answer is one operation "
        "with its result, or `!` where the target is among the numbers or out of reach. Two to four numbers from 1 to "
        "10, targets up to 50.",
    ),
}
HELD_OUT = {
    "blocksworld": (
        "An instance is a state with a goal, up to the blocks' names. One in 16, chosen by a hash of a form that all "
        "namings share, is held out: no training text ever asked about it. A held-out task begins in a held-out "
        "state; states on its way may have been trained on, since near the goal all ways meet."
    ),
    "countdown": (
        "An instance is numbers left with a target. One in 16, chosen by a hash, is held out: no training text ever "
        "asked about it. A held-out task begins with a held-out instance; what it leads to may have been trained on."
    ),
}
PURPOSE = {
    "verifier": "Says the next action of a shortest plan.",
    "drafter": "Drafts what the verifier will say, for a small part of its cost.",
    "reward": "Says how likely an action is to be the start of a shortest plan.",
}


LOOKAHEAD = """{}

The program asks more of it: up to {} of its moves, the likeliest first, are played to the end, each next step being its \
own answer, until one arrives; that move is the answer.

{}"""


def card(recipe: Recipe, model: Llama, table: str, agreed: str) -> str:
    file = FOLDER / recipe.name / f"{recipe.name}.gguf"
    data = file.read_bytes()
    facts = json.loads((FOLDER / recipe.name / "training.json").read_text())
    shape = model.shape
    prompt, candidate, meaning = EXAMPLES[recipe.world]
    if recipe.is_reward:
        meaning += (
            " The question ends with an action and `?`; the chance is that of `+` against `-` as the next byte "
            "(`outrider.reward.tokens`)."
        )
        prompt += f"{candidate}?"
        answer = "+" if scores(model, [prompt])[0] > 0.5 else "-"
    else:
        answer = answers(model, [prompt], 12)[0]
    return f"""# {recipe.name}

{PURPOSE[recipe.role]} Written by the recipe in [models/recipe](../README.md); do not edit.

| | |
| --- | --- |
| file | `{recipe.name}.gguf`, {len(data):,} bytes, f16 |
| sha256 | `{hashlib.sha256(data).hexdigest()}` |
| licence | the project's own, like all that is in this repository |
| architecture | Llama: {shape.layers} layers, width {shape.width}, {shape.heads} heads ({shape.kv_heads} for keys and values), \
feed-forward {shape.feed_forward} |
| parameters | {facts["parameters"]:,} |
| vocabulary | bytes; the end of an answer is token 257 |
| speed | {speed(recipe.name)} |
| trained on | {facts["states"]:,} states drawn from an exhaustive search, {seeds(recipe)}, \
{facts["cpu_seconds"]} CPU seconds |

## What it reads and writes

    {prompt}{answer}

{prompt} is the prompt, {answer} the answer. {meaning}

## On what it never saw

{table}

{agreed}{HELD_OUT[recipe.world]}
{explanation(recipe)}"""


def seeds(recipe: Recipe) -> str:
    found = [str(schedule.seed) for schedule in recipe.rounds]
    return f"seed{'s' * (len(found) > 1)} {' and '.join(found)}"


#: How the speed is measured, and what it writes.
COMMAND = "swift run -c release --package-path benchmarks outrider-bench engine --seed 1"
MEASURED = FOLDER.parent / "benchmarks" / "results" / "engine.jsonl"


def speed(name: str) -> str:
    """Tokens a second in Outrider's own engine, as `COMMAND` found them last."""
    machine, values = {}, {}
    for line in map(json.loads, MEASURED.read_text().splitlines()):
        machine = line.get("machine", machine)
        values[line.get("name")] = machine, line.get("values")
    machine, prompt = values[f"{name}, prompt"]
    answer = values[f"{name}, answer"][1]
    return (
        f"{round(max(prompt), -2):,.0f} tokens/s of a prompt, {round(max(answer), -2):,.0f} of an answer: the fastest "
        f"of five rounds on one thread of an {machine['processor']} with a load of {machine['load']:.0f}; `{COMMAND}`"
    )


def explanation(recipe: Recipe) -> str:
    if recipe.is_reward:
        return (
            "Of the actions that are possible, an optimal one and another are asked about equally often. *Right* is "
            "on the right side of one half; ECE is over ten equal intervals.\n"
        )
    return (
        "*Possible*: the answer is an action that the state allows. *Optimal*: it begins a shortest plan. A task is "
        "*solved* if the model ends it where the goal holds, in at most twice the fewest steps and four more. Answers "
        "are greedy.\n"
    )


def main() -> None:
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    names = sys.argv[1:] or [recipe.name for recipe in RECIPES]
    for world in ("blocksworld", "countdown"):
        here = [recipe for recipe in RECIPES if recipe.world == world and recipe.name in names]
        if not here:
            continue
        began = time.process_time()
        examined = groups(world)
        # The verifier's states are those on which drafter and verifier are compared.
        met: list[tuple[Instances, np.ndarray]] = []
        for recipe in here:
            model = gguf_file.read(FOLDER / recipe.name / f"{recipe.name}.gguf")
            agreed = ""
            if recipe.is_reward:
                table = reward_table(model, examined)
            else:
                table, states = agent_table(model, examined)
                if recipe.attempts > 1:
                    looked_ahead, states = agent_table(model, examined, recipe.attempts)
                    table = LOOKAHEAD.format(table, recipe.attempts, looked_ahead)
                if recipe.role == "verifier":
                    met = states
                elif met:
                    same = agreement(model, met, recipe.attempts)
                    agreed = (
                        f"In the {len(same)} states that the verifier meets in these tasks, the drafter does the same "
                        f"in {percent(same)}.\n\n"
                    )
            (FOLDER / recipe.name / "README.md").write_text(card(recipe, model, table, agreed))
            print(f"{recipe.name}\n{table}\n{agreed}", flush=True)
        print(f"examined in {time.process_time() - began:.0f} CPU seconds", flush=True)


if __name__ == "__main__":
    main()
