"""What the models of Countdown are trained on."""

from __future__ import annotations

import numpy as np

from .countdown import FINISH, LARGEST_TARGET, MOST_NUMBERS, NEVER, SLOTS, Countdown, padded_bytes
from .llama import END
from .rows import ASKS, PLAIN, SAYS_NEXT, Rows, pack

#: The shares of states with four numbers, with three, with two and with one.
SHARE = {4: 0.62, 3: 0.27, 2: 0.09, 1: 0.02}
SEGMENTS = 5
LENGTH = 88


class CountdownRows:
    """Draws rows from everything that is not held out."""

    slots = SLOTS
    distances = NEVER + 1

    def __init__(self, world: Countdown, is_reward: bool = False):
        self.world = world
        self.is_reward = is_reward
        self.targets = padded_bytes([f"{target}:" for target in range(LARGEST_TARGET + 1)])
        self.pools = {count: self._pool(count) for count in SHARE}

    def _pool(self, count: int) -> list[np.ndarray]:
        """For each target the states to draw from; what shall be met more often is there several times."""
        level = self.world.levels[count]
        pools = []
        for target in range(LARGEST_TARGET + 1):
            distance = level.distance[:, target]
            trained = ~level.is_held_out[:, target]
            solvable = trained & (distance < NEVER)
            # Steps from the given numbers that can be taken without giving up the target, and others.
            met = solvable.copy() if count == MOST_NUMBERS else solvable & self._is_met(count, target)
            parts = [np.nonzero(met)[0]] * 3 + [np.nonzero(solvable)[0]]
            parts += [np.nonzero(met & (distance == 3))[0]] * 2
            if count < 3:
                hopeless = np.nonzero(trained & (distance == NEVER))[0]
                parts.append(np.random.default_rng(target).permutation(hopeless)[: 2 * met.sum() + 4])
            pools.append(np.concatenate(parts))
        return pools

    def _is_met(self, count: int, target: int) -> np.ndarray:
        above, level = self.world.levels[count + 1], self.world.levels[count]
        good = (above.optimal[:, target][:, None] >> np.arange(SLOTS)) & 1
        met = np.zeros(len(level.numbers), bool)
        met[above.next[(good == 1) & (above.next >= 0)]] = True
        return met | level.is_given

    def draw(self, random: np.random.Generator, rows: int) -> list[Rows]:
        """A batch: one element for each count of numbers."""
        counts = random.multinomial(rows, list(SHARE.values()))
        return [self._draw(random, count, rows) for count, rows in zip(SHARE, counts) if rows]

    def _draw(self, random: np.random.Generator, count: int, rows: int) -> Rows:
        level = self.world.levels[count]
        goal = random.integers(1, LARGEST_TARGET + 1, size=rows)
        state = np.concatenate([random.choice(self.pools[count][target], SEGMENTS) for target in goal])
        target = np.repeat(goal, SEGMENTS)
        action = level.target[state, target]
        optimal = (level.optimal[state, target][:, None] >> np.arange(SLOTS)) & 1
        choices = np.where(level.next[state] >= 0, 1 + optimal, 0).astype(int)

        text = level.state_bytes[state].astype(np.int64)
        flag = self._is_used(level, text, state, action)
        purpose = np.where(text == ord("="), ASKS, PLAIN)
        if self.is_reward:
            end, its_purpose = self._judged(random, level, state, action, choices)
        else:
            answer = level.answer_bytes[state, action].astype(np.int64)
            end = np.concatenate([answer, np.zeros((len(state), 1), int)], 1)
            end[np.arange(len(end)), (answer != 0).sum(1)] = END
            its_purpose = np.where((end != 0) & (end != END), SAYS_NEXT, PLAIN)
            purpose[text == ord("=")] |= SAYS_NEXT
        shape = (rows, SEGMENTS, -1)
        return pack(
            self.targets[goal],
            np.concatenate([text, end], 1).reshape(shape),
            np.concatenate([purpose, its_purpose], 1).reshape(shape),
            np.concatenate([flag, np.full(end.shape, -1)], 1).reshape(shape),
            choices.reshape(shape),
            level.distance[state, target].reshape(rows, SEGMENTS).astype(int),
            LENGTH,
        )

    @staticmethod
    def _is_used(level, text: np.ndarray, state: np.ndarray, action: np.ndarray) -> np.ndarray:
        """At each number's last digit, whether the action takes the number."""
        is_digit = (text >= ord("0")) & (text <= ord("9"))
        ends = is_digit & ~np.roll(is_digit, -1, 1)
        place = np.cumsum(ends, 1) - 1
        pair = np.minimum(action // 4, 5)[:, None]
        first, second = np.array([0, 0, 0, 1, 1, 2]), np.array([1, 2, 3, 2, 3, 3])
        used = (action != FINISH)[:, None] & ((place == first[pair]) | (place == second[pair]))
        return np.where(ends, used, -1)

    @staticmethod
    def _judged(random, level, state, action, choices) -> tuple[np.ndarray, np.ndarray]:
        """One possible action and whether it is optimal, as often as not."""
        finishing = np.where(action == FINISH, 2, 1)[:, None]
        worth = np.concatenate([choices, finishing], 1)
        good = random.random(len(state)) < 0.5
        # Stopping short of the target is a mistake that is rarely made.
        chance = random.random(worth.shape) * np.where(np.arange(SLOTS + 1) == FINISH, 0.5, 1)
        slot = np.where(worth == np.where(good, 2, 1)[:, None], chance, -1).argmax(1)
        slot = np.where(worth[np.arange(len(state)), slot] > 0, slot, action)
        is_optimal = worth[np.arange(len(state)), slot] == 2
        answer = level.answer_bytes[state, slot].astype(np.int64)
        verdict = np.where(is_optimal, ord("+"), ord("-"))[:, None]
        end = np.concatenate([answer, np.full((len(state), 1), ord("?")), verdict], 1)
        purpose = np.zeros_like(end)
        purpose[:, -2] = SAYS_NEXT
        return end, purpose
