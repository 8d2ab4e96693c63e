"""Held-out instances of Countdown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .countdown import FINISH, NEVER, Countdown


@dataclass
class CountdownInstances:
    """States, of any number of numbers, and targets."""

    world: Countdown
    count: np.ndarray
    state: np.ndarray
    target: np.ndarray

    finish = FINISH
    longest_answer = 6

    def __len__(self) -> int:
        return len(self.count)

    def _looked_up(self, name: str) -> np.ndarray:
        values = [
            getattr(self.world.levels[count], name)[state, target]
            for count, state, target in zip(self.count, self.state, self.target)
        ]
        return np.array(values, int)

    def prompts(self) -> list[str]:
        return [
            self.world.levels[count].prompt(state, target)
            for count, state, target in zip(self.count, self.state, self.target)
        ]

    def distance(self) -> np.ndarray:
        distance = self._looked_up("distance")
        return np.where(distance == NEVER, -1, distance)

    def optimal(self, slots: np.ndarray) -> np.ndarray:
        is_over = self.distance() <= 0
        move = np.where((slots >= 0) & (slots < FINISH), slots, 0)
        good = (self._looked_up("optimal") >> move) & 1 == 1
        return np.where(slots == FINISH, is_over, good & (slots >= 0) & ~is_over)

    def possible(self, number: int) -> list[int]:
        level = self.world.levels[self.count[number]]
        return [FINISH, *np.nonzero(level.next[self.state[number]] >= 0)[0]]

    def answer(self, number: int, slot: int) -> str:
        return self.world.levels[self.count[number]].answer(self.state[number], slot)

    def at(self, which: np.ndarray) -> CountdownInstances:
        return CountdownInstances(self.world, self.count[which], self.state[which], self.target[which])

    def after(self, which: np.ndarray, slots: np.ndarray) -> CountdownInstances:
        state = [
            self.world.levels[count].next[state, slot]
            for count, state, slot in zip(self.count[which], self.state[which], slots)
        ]
        return CountdownInstances(self.world, self.count[which] - 1, np.array(state, int), self.target[which])


def held_out(world: Countdown, numbers: int, steps: int, size: int, random: np.random.Generator) -> CountdownInstances:
    """Held-out tasks of so many given numbers that take so many steps; as many as there are up to `size`."""
    level = world.levels[numbers]
    fitting = level.is_held_out & (level.distance == steps) & level.is_given[:, None]
    fitting[:, 0] = False
    state, target = np.nonzero(fitting)
    chosen = random.permutation(len(state))[:size]
    return CountdownInstances(world, np.full(len(chosen), numbers), state[chosen], target[chosen])
