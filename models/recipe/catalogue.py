"""The six models: how large each is and how long it is trained."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .llama import Shape
from .training import Schedule

LARGE = Shape(width=128, layers=6, heads=4, kv_heads=2, feed_forward=352)
MIDDLE = Shape(width=96, layers=5, heads=3, kv_heads=3, feed_forward=256)
SMALL = Shape(width=64, layers=2, heads=2, kv_heads=2, feed_forward=160)


@dataclass(frozen=True)
class Recipe:
    world: str
    role: str
    shape: Shape
    #: One after the other; each begins with what the one before made.
    rounds: tuple[Schedule, ...]
    #: How many of its moves the program has it play to the end, see Sources/Commands/Run/Engine.swift.
    attempts: int = 1

    @property
    def name(self) -> str:
        return f"{self.world}-{self.role}"

    @property
    def is_reward(self) -> bool:
        return self.role == "reward"


#: A second round: gentler, with other draws.
AGAIN = Schedule(steps=2600, rows=20, muon_rate=0.007, adam_rate=0.002, seed=2)

#: The questions of Countdown are long; few rows hold many of them.
LONG = 512

RECIPES = [
    Recipe("blocksworld", "verifier", LARGE, (Schedule(steps=1500),)),
    Recipe("blocksworld", "drafter", SMALL, (Schedule(steps=1500),)),
    Recipe("blocksworld", "reward", MIDDLE, (Schedule(steps=500),)),
    Recipe("countdown", "verifier", replace(LARGE, context=LONG), (Schedule(steps=2500, rows=20),), attempts=16),
    Recipe("countdown", "drafter", replace(SMALL, context=LONG), (Schedule(steps=3800, rows=20), AGAIN), attempts=4),
    Recipe("countdown", "reward", replace(MIDDLE, context=LONG), (Schedule(steps=1500, rows=20),)),
]
