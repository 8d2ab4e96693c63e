"""Play-outs for the Swift tests: `python -m recipe.golden`.

Each is a task and the lines of its shortest plan as the models read and write them. The blocks of a task
have the names that they have for the models, so that the program's own search must give the same plan.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .blocksworld import ANYWHERE, BLOCKS, FINISH, LETTERS, TABLE, Blocksworld
from .countdown import FINISH as STOP
from .countdown import LARGEST, LARGEST_TARGET, NEVER, Countdown

FOLDER = Path(__file__).parent.parent.parent / "Tests" / "Fixtures" / "dialects"
TASKS_OF_A_KIND = 4


def phrases(below: np.ndarray) -> str:
    said = [
        f"{LETTERS[block]} on {'table' if lower == TABLE else LETTERS[lower]}"
        for block, lower in enumerate(below)
        if lower != ANYWHERE
    ]
    return ", ".join(said)


def of_blocks(world: Blocksworld, random: np.random.Generator) -> dict:
    while True:
        goal, state = random.integers(len(world.goals)), random.integers(len(world.codes))
        wanted = phrases(world.goals[goal].below)
        if world.held[state] < 0 and world.distance[goal, state] > 0 and wanted:
            break
    task = f"{phrases(world.below[state])} -> {wanted}"
    lines = []
    while True:
        slot = world.target[goal, state]
        lines.append(f"{world.goals[goal].text}:{world.texts[state]}={world.answer(state, slot)}")
        if slot == FINISH:
            return {"task": task, "lines": lines}
        state = world.next[state, slot]


def of_numbers(world: Countdown, count: int, random: np.random.Generator) -> dict:
    given = np.nonzero(world.levels[count].is_given)[0]
    while True:
        state, target = random.choice(given), random.integers(1, LARGEST_TARGET + 1)
        if 0 < world.levels[count].distance[state, target] < NEVER:
            lines = plan(world, count, state, target)
            if lines:
                break
    numbers = random.permutation(world.levels[count].numbers[state])
    return {"task": f"{' '.join(map(str, numbers))} -> {target}", "lines": lines}


def plan(world: Countdown, count: int, state: int, target: int) -> list[str]:
    """The lines of the shortest plan; nothing where a search sees numbers on its way that the models have no digit
    for, and might prefer them."""
    lines = []
    while True:
        level = world.levels[count]
        if count > 1 and level.numbers[state][0] * level.numbers[state][1] > LARGEST:
            return []
        slot = level.target[state, target]
        lines.append(f"{level.prompt(state, target)}{level.answer(state, slot)}")
        if slot == STOP:
            return lines
        state, count = level.next[state, slot], count - 1


def main() -> None:
    random = np.random.default_rng(4)
    blocks = [of_blocks(world, random) for world in map(Blocksworld, BLOCKS) for _ in range(TASKS_OF_A_KIND)]
    world = Countdown()
    numbers = [of_numbers(world, count, random) for count in (2, 3, 4) for _ in range(2 * TASKS_OF_A_KIND)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, playouts in (("blocksworld", blocks), ("countdown", numbers)):
        (FOLDER / f"{name}.json").write_text(json.dumps(playouts, indent=1) + "\n")


main()
