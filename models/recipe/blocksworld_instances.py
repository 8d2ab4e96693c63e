"""Held-out instances of the world of blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .blocksworld import FINISH, SLOTS, Blocksworld


@dataclass
class BlocksworldInstances:
    """States and goals of one number of blocks."""

    world: Blocksworld
    goal: np.ndarray
    state: np.ndarray

    finish = FINISH
    longest_answer = 4

    def __len__(self) -> int:
        return len(self.goal)

    def prompts(self) -> list[str]:
        goals, texts = self.world.goals, self.world.texts
        return [f"{goals[goal].text}:{texts[state]}=" for goal, state in zip(self.goal, self.state)]

    def distance(self) -> np.ndarray:
        return self.world.distance[self.goal, self.state].astype(int)

    def optimal(self, slots: np.ndarray) -> np.ndarray:
        arrived = self.distance() == 0
        move = np.where((slots >= 0) & (slots < SLOTS), slots, 0)
        good = (self.world.optimal[self.goal, self.state] >> move) & 1 == 1
        return np.where(slots == FINISH, arrived, good & (slots >= 0) & ~arrived)

    def possible(self, number: int) -> list[int]:
        return [FINISH, *np.nonzero(self.world.next[self.state[number]] >= 0)[0]]

    def answer(self, number: int, slot: int) -> str:
        return self.world.answer(self.state[number], slot)

    def at(self, which: np.ndarray) -> BlocksworldInstances:
        return BlocksworldInstances(self.world, self.goal[which], self.state[which])

    def after(self, which: np.ndarray, slots: np.ndarray) -> BlocksworldInstances:
        return BlocksworldInstances(self.world, self.goal[which], self.world.next[self.state[which], slots])


def held_out(
    world: Blocksworld, count: int, random: np.random.Generator, is_task: bool, is_full: bool
) -> BlocksworldInstances:
    """Held-out instances. Goals are drawn as those of random tasks are: each shape of goal as often as
    there are goals like it. A task begins with an empty hand and is not done yet."""
    possible = world.is_held_out & ((world.distance > 0) & (world.held < 0) if is_task else True)
    fitting = np.array([goal.is_full == is_full for goal in world.goals]) & possible.any(1)
    weight = np.where(fitting, [alike(goal.chains) for goal in world.goals], 0.0)
    goal = random.choice(len(weight), count, p=weight / weight.sum())
    state = np.array([random.choice(np.nonzero(possible[one])[0]) for one in goal])
    # Of few blocks there are few instances; none counts twice.
    pairs = np.unique(np.column_stack([goal, state]), axis=0)
    return BlocksworldInstances(world, pairs[:, 0], pairs[:, 1])


def alike(chains: list[tuple[str, int]]) -> float:
    """How many goals of named blocks have these chains, up to a factor that all goals share."""
    result = 1.0
    for chain in set(chains):
        for number in range(1, chains.count(chain) + 1):
            result /= number
    return result
