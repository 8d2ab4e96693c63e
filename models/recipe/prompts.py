"""Held-out questions as a model reads them, a line of JSON each: `python -m recipe.prompts NAME COUNT`.

For benchmarks/engine.py. A reward model is asked about a possible action.
"""

from __future__ import annotations

import json
import sys

import numpy as np

from .cards import SEED, groups
from .examination import some_action


def main() -> None:
    name, count = sys.argv[1], int(sys.argv[2])
    random = np.random.default_rng(SEED)
    found: list[str] = []
    for group in groups(name.split("-")[0]):
        instances = group.prompts
        prompts = instances.prompts()
        if name.endswith("reward"):
            prompts = [
                f"{prompt}{instances.answer(number, some_action(instances, number, random))}?"
                for number, prompt in enumerate(prompts)
            ]
        found += prompts
    for number in random.permutation(len(found))[:count]:
        print(json.dumps({"prompt": found[number]}))


main()
