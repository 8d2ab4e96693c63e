"""The six models: how large each is and how long it is trained."""

from __future__ import annotations

from dataclasses import dataclass

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
    schedule: Schedule

    @property
    def name(self) -> str:
        return f"{self.world}-{self.role}"

    @property
    def is_reward(self) -> bool:
        return self.role == "reward"


RECIPES = [
    Recipe("blocksworld", "verifier", LARGE, Schedule(steps=1500)),
    Recipe("blocksworld", "drafter", SMALL, Schedule(steps=1500)),
    Recipe("blocksworld", "reward", MIDDLE, Schedule(steps=500)),
    Recipe("countdown", "verifier", LARGE, Schedule(steps=1100)),
    Recipe("countdown", "drafter", SMALL, Schedule(steps=1000)),
    Recipe("countdown", "reward", MIDDLE, Schedule(steps=400)),
]
