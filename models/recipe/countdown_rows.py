"""What the models of Countdown are trained on."""

from __future__ import annotations

import numpy as np

from .blocksworld import padded_bytes
from .countdown import DIGITS, FINISH, LARGEST_TARGET, MOST_NUMBERS, NEVER, SLOTS, Countdown, Level
from .llama import END
from .rows import ASKS, PLAIN, SAYS_NEXT, Rows, pack

#: The segments of a row by their count of numbers: what does not fit behind a long question is of the easier kinds.
SEGMENTS = {4: 2, 2: 1, 1: 1, 3: 2}
LENGTH = 250


class CountdownRows:
    """Draws rows from everything that is not held out."""

    slots = SLOTS
    distances = NEVER + 1
    flag_weight = 1.0

    def __init__(self, world: Countdown, is_reward: bool = False):
        self.world = world
        self.is_reward = is_reward
        self.targets = padded_bytes([""] + [f"{DIGITS[target]}:" for target in range(1, LARGEST_TARGET + 1)])
        self.pools = {count: self._pool(count) for count in SEGMENTS}

    @staticmethod
    def flag_layer(layers: int) -> int:
        return max(layers - 2, 1)

    def _pool(self, count: int) -> list[np.ndarray]:
        """For each target the states to draw from; what shall be met more often is there several times. Of an agent's,
        half are never met in a task, as far as there are so many: there are not enough tasks to learn from them
        alone how numbers work. A reward model, which learns from good moves and bad ones, does better without."""
        level = self.world.levels[count]
        pools = []
        for target in range(LARGEST_TARGET + 1):
            distance = level.distance[:, target]
            trained = ~level.is_held_out[:, target]
            solvable = trained & (distance < NEVER)
            met = solvable & level.is_met
            # Steps from the given numbers that can be taken without giving up the target, and others.
            on_the_way = met & (level.is_given | self._is_on_the_way(count, target))
            parts = [np.nonzero(on_the_way)[0]] * 3 + [np.nonzero(met)[0]]
            parts += [np.nonzero(on_the_way & (distance == 3))[0]] * 2
            if count < 3:
                hopeless = np.nonzero(trained & level.is_met & (distance == NEVER))[0]
                parts.append(np.random.default_rng(target).permutation(hopeless)[: 2 * on_the_way.sum() + 4])
            pool, others = np.concatenate(parts), np.nonzero(solvable & ~level.is_met & (not self.is_reward))[0]
            pools.append(np.concatenate([pool] * max(round(len(others) / max(len(pool), 1)), 1) + [others]))
        return pools

    def _is_on_the_way(self, count: int, target: int) -> np.ndarray:
        level = self.world.levels[count]
        met = np.zeros(len(level.numbers), bool)
        if count < MOST_NUMBERS:
            above = self.world.levels[count + 1]
            good = (above.optimal[:, target][:, None] >> np.arange(SLOTS)) & above.is_met[:, None] & 1
            met[above.next[(good == 1) & (above.next >= 0)]] = True
        return met

    def draw(self, random: np.random.Generator, rows: int) -> list[Rows]:
        target = random.integers(1, LARGEST_TARGET + 1, size=rows)
        drawn = [self._draw(random, count, target) for count in SEGMENTS]
        width = max(texts.shape[2] for texts, *_ in drawn)
        texts, purposes, flags, choices, distances = zip(*drawn)
        return [
            pack(
                self.targets[target],
                joined(texts, width, 0),
                joined(purposes, width, PLAIN),
                joined(flags, width, -1),
                np.concatenate(choices, 1),
                np.concatenate(distances, 1),
                LENGTH,
            )
        ]

    def _draw(self, random: np.random.Generator, count: int, targets: np.ndarray) -> tuple[np.ndarray, ...]:
        """The segments of so many numbers, for each row: texts, what their tokens are for, flags, and what each
        action is worth and how many steps are left."""
        level, segments = self.world.levels[count], SEGMENTS[count]
        state = np.concatenate([random.choice(self.pools[count][target], segments) for target in targets])
        target = np.repeat(targets, segments)
        action = level.target[state, target]
        optimal = (level.optimal[state, target][:, None] >> np.arange(SLOTS)) & 1
        choices = np.where(level.next[state] >= 0, 1 + optimal, 0).astype(int)
        hope = np.where(choices > 0, self._hope(level, state, target), -1)
        choices[(choices > 0) & (hope < 0)] = -1

        text, flag = self._question(level, state, target, hope)
        purpose = np.where(text == ord("="), ASKS, PLAIN)
        if self.is_reward:
            end, its_purpose = self._judged(random, level, state, action, choices)
        else:
            answer = level.answer_bytes[state, action].astype(np.int64)
            end = np.concatenate([answer, np.zeros((len(state), 1), int)], 1)
            end[np.arange(len(end)), (answer != 0).sum(1)] = END
            its_purpose = np.where((end != 0) & (end != END), SAYS_NEXT, PLAIN)
            purpose[text == ord("=")] |= SAYS_NEXT
        shape = (len(targets), segments, -1)
        return (
            np.concatenate([text, end], 1).reshape(shape),
            np.concatenate([purpose, its_purpose], 1).reshape(shape),
            np.concatenate([flag, np.full(end.shape, -1)], 1).reshape(shape),
            choices.reshape(shape),
            level.distance[state, target].reshape(len(targets), segments).astype(int),
        )

    def _hope(self, level: Level, state: np.ndarray, target: np.ndarray) -> np.ndarray:
        """For each slot 1 if the target can be reached after it and 0 if not; -1 where it leads to what is
        held out, of which nothing may be known."""
        if level.count == 1:
            return np.full((len(state), SLOTS), -1)
        below = self.world.levels[level.count - 1]
        after = np.maximum(level.next[state], 0), target[:, None]
        return np.where(below.is_held_out[after], -1, below.distance[after] < NEVER)

    def _question(self, level: Level, state, target, hope) -> tuple[np.ndarray, np.ndarray]:
        """The questions behind the target, and where one completes a move, whether there is hope after it."""
        asked = [level.question(int(one), int(aim)) for one, aim in zip(state, target)]
        text = padded_bytes([question for question, _ in asked]).astype(np.int64)
        slot = np.full(text.shape, -1)
        for row, (_, slots) in enumerate(asked):
            slot[row, : len(slots)] = slots
        return text, np.where(slot >= 0, np.take_along_axis(hope, np.maximum(slot, 0), 1), -1)

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
        verdict = np.where(is_optimal, ord("+"), ord("-"))[:, None]
        question = np.full((len(state), 1), ord("?"))
        end = np.concatenate([level.answer_bytes[state, slot], question, verdict], 1).astype(np.int64)
        purpose = np.zeros_like(end)
        purpose[:, -2] = SAYS_NEXT
        return end, purpose


def joined(parts: tuple[np.ndarray, ...], width: int, filling: int) -> np.ndarray:
    """Segments of different widths side by side, the narrow ones filled up."""
    widened = [
        np.pad(part, ((0, 0), (0, 0), (0, width - part.shape[2])), constant_values=filling) for part in parts
    ]
    return np.concatenate(widened, 1)
