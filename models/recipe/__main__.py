"""Trains models: `python -m recipe` all of them, `python -m recipe NAME …` some.

Writes models/NAME/NAME.gguf and what training took, models/NAME/training.json.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path

import torch

from . import gguf_file
from .blocksworld import BLOCKS, Blocksworld
from .blocksworld_rows import BlocksworldRows
from .catalogue import RECIPES, Recipe
from .countdown import Countdown
from .countdown_rows import CountdownRows
from .llama import Llama
from .training import train

FOLDER = Path(__file__).parent.parent


@cache
def world(name: str):
    return Countdown() if name == "countdown" else {blocks: Blocksworld(blocks) for blocks in BLOCKS}


def make(recipe: Recipe) -> None:
    rows = CountdownRows if recipe.world == "countdown" else BlocksworldRows
    print(f"{recipe.name}: {recipe.shape}", flush=True)
    source = rows(world(recipe.world), recipe.is_reward)
    folder = FOLDER / recipe.name
    file = folder / f"{recipe.name}.gguf"
    seconds, states = 0.0, 0
    for number, schedule in enumerate(recipe.rounds):
        torch.manual_seed(schedule.seed)
        # A later round begins with the rounded weights of the file, as if it were run alone.
        model = gguf_file.read(file) if number else Llama(recipe.shape)
        model, took, seen = train(model, source, schedule, lambda line: print(line, flush=True))
        gguf_file.write(file, model, recipe.name, recipe.is_reward)
        seconds, states = seconds + took, states + seen
    facts = {"cpu_seconds": round(seconds), "states": states, "parameters": model.parameter_count}
    (folder / "training.json").write_text(json.dumps(facts, indent=2) + "\n")


def main() -> None:
    names = sys.argv[1:] or [recipe.name for recipe in RECIPES]
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    for recipe in RECIPES:
        if recipe.name in names:
            make(recipe)


main()
