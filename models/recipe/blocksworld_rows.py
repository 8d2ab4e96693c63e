"""What the models of the world of blocks are trained on."""

from __future__ import annotations

import numpy as np

from .blocksworld import BLOCKS, FINISH, SLOTS, Blocksworld
from .llama import END
from .rows import ASKS, PLAIN, SAYS_NEXT, Rows, pack

#: How the share of a number of blocks grows with it, and how many segments a row has room for.
SHARE = {3: 0.02, 4: 0.05, 5: 0.13, 6: 0.28, 7: 0.52}
SEGMENTS = {3: 9, 4: 8, 5: 7, 6: 6, 7: 6}
LENGTH = 88
DISTANCES = 32


class BlocksworldRows:
    """Draws rows from everything that is not held out."""

    slots = SLOTS
    distances = DISTANCES
    flag_weight = 0.1

    def __init__(self, worlds: dict[int, Blocksworld], is_reward: bool = False):
        self.worlds = worlds
        self.is_reward = is_reward
        # Goals of every shape are met, those that more tasks have more often.
        self.goal_share = {blocks: self._goal_share(world) for blocks, world in worlds.items()}

    @staticmethod
    def flag_layer(layers: int) -> int:
        return layers // 2

    @staticmethod
    def _goal_share(world: Blocksworld) -> np.ndarray:
        full = np.array([goal.is_full for goal in world.goals])
        naming = np.array([len(np.unique(goal.kind)) for goal in world.goals], float)
        weight = naming**1.5
        return 0.6 * full * weight / (full * weight).sum() + 0.4 * ~full * weight / (~full * weight).sum()

    def draw(self, random: np.random.Generator, rows: int) -> list[Rows]:
        """A batch: one element for each number of blocks."""
        counts = random.multinomial(rows, list(SHARE.values()))
        return [self._draw(random, blocks, count) for blocks, count in zip(BLOCKS, counts) if count]

    def _draw(self, random: np.random.Generator, blocks: int, rows: int) -> Rows:
        world = self.worlds[blocks]
        count = SEGMENTS[blocks]
        goal = np.repeat(random.choice(len(world.goals), rows, p=self.goal_share[blocks]), count)
        state = self.states(random, world, goal)
        target = world.target[goal, state]
        possible = world.next[state] >= 0
        optimal = (world.optimal[goal, state][:, None] >> np.arange(SLOTS)) & 1
        choices = np.where(possible, 1 + optimal, 0)

        text = world.state_bytes[state].astype(np.int64)
        letter = text - ord("a")
        named = (letter >= 0) & (letter < blocks)
        flag = np.where(named, (world.misplaced[goal, state][:, None] >> np.where(named, letter, 0)) & 1, -1)
        purpose = np.where(text == ord("="), ASKS, PLAIN)
        if self.is_reward:
            end, its_purpose = self._judged(random, world, state, target, choices)
        else:
            end, its_purpose = self._answered(world, state, target)
            purpose[text == ord("=")] |= SAYS_NEXT
        shape = (rows, count, -1)
        return pack(
            world.goal_bytes[goal.reshape(rows, count)[:, 0]],
            np.concatenate([text, end], 1).reshape(shape),
            np.concatenate([purpose, its_purpose], 1).reshape(shape),
            np.concatenate([flag, np.full(end.shape, -1)], 1).reshape(shape),
            choices.reshape(shape),
            world.distance[goal, state].reshape(rows, count).astype(int),
            LENGTH,
        )

    @staticmethod
    def _answered(world: Blocksworld, state: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        answer = world.answer_bytes[state, target].astype(np.int64)
        end = np.concatenate([answer, np.full((len(state), 1), END)], 1)
        return end, np.where((end != 0) & (end != END), SAYS_NEXT, PLAIN)

    @staticmethod
    def _judged(
        random: np.random.Generator, world: Blocksworld, state: np.ndarray, target: np.ndarray, choices: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """One possible action and whether it is optimal, as often as not."""
        finishing = np.where(target == FINISH, 2, 1)[:, None]
        worth = np.concatenate([choices, finishing], 1)
        good = random.random(len(state)) < 0.5
        # Stopping short of the goal is a mistake that is rarely made.
        chance = random.random(worth.shape) * np.where(np.arange(SLOTS + 1) == FINISH, 0.5, 1)
        slot = np.where(worth == np.where(good, 2, 1)[:, None], chance, -1).argmax(1)
        is_optimal = worth[np.arange(len(state)), slot] == 2
        answer = world.answer_bytes[state, slot].astype(np.int64)
        verdict = np.where(is_optimal, ord("+"), ord("-"))[:, None]
        question = np.full((len(state), 1), ord("?"))
        end = np.concatenate([answer, question, verdict], 1)
        purpose = np.zeros_like(end)
        purpose[:, -2] = SAYS_NEXT
        return end, purpose

    @staticmethod
    def states(random: np.random.Generator, world: Blocksworld, goal: np.ndarray) -> np.ndarray:
        """Half of them any states, half of them states on the way from any state to the goal."""
        state = random.integers(len(world.codes), size=len(goal))
        steps = (random.random(len(goal)) * (world.distance[goal, state] + 1)).astype(int)
        steps[random.random(len(goal)) < 0.5] = 0
        for step in range(steps.max(initial=0)):
            moving = np.nonzero(steps > step)[0]
            state[moving] = world.next[state[moving], world.target[goal[moving], state[moving]]]
        # What is held out is never trained on: another state is taken for the same goal.
        held_out = np.nonzero(world.is_held_out[goal, state])[0]
        while len(held_out):
            state[held_out] = random.integers(len(world.codes), size=len(held_out))
            held_out = held_out[world.is_held_out[goal[held_out], state[held_out]]]
        return state
