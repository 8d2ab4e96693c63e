#!/usr/bin/env python3
"""Draws the tasks of the benchmark `models`: problems of blocks that no training text ever asked about.

    python3 benchmarks/heldout.py >benchmarks/heldout/blocksworld.jsonl     # numpy; half a minute

For each seed ten tasks each of 3, 4, 5, 6 and 7 blocks, the small ones first; of every second one the goal says
where each block belongs.
"""
import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "models"))
from recipe.blocksworld import Blocksworld  # noqa: E402
from recipe.blocksworld_instances import held_out  # noqa: E402
from recipe.golden import phrases  # noqa: E402

worlds = [Blocksworld(blocks) for blocks in range(3, 8)]
for seed in range(1, 6):
    random = np.random.default_rng(seed)
    for world in worlds:
        for number in range(10):
            drawn = held_out(world, 1, random, is_task=True, is_full=number % 2 == 0)
            goal, state = drawn.goal[0], drawn.state[0]
            wanted = phrases(world.goals[goal].below)
            print(json.dumps({
                "seed": seed, "blocks": world.blocks, "steps": int(world.distance[goal, state]) + 1,
                "task": f"{phrases(world.below[state])} -> {wanted}"}))
