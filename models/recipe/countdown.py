"""Countdown, solved completely for two to four numbers from 1 to 10 and every target up to 50.

A state is the numbers left, the largest first. A move takes two of them and puts back what `*`, `+`,
`-` or `/` makes of them; only positive whole numbers up to 999 exist. The target is reached once it is
among the numbers. Of several optimal moves the one with the larger numbers is preferred, then the
operation in the order above, as in Sources/Worlds/Countdown.
"""

from __future__ import annotations

from itertools import combinations, combinations_with_replacement

import numpy as np

from .blocksworld import mix, padded_bytes

LARGEST_GIVEN, LARGEST_TARGET, LARGEST = 10, 50, 999
MOST_NUMBERS = 4
OPERATIONS = "*+-/"
#: A slot is two places and an operation; the last one ends the task.
PLACES = list(combinations(range(MOST_NUMBERS), 2))
SLOTS = len(PLACES) * len(OPERATIONS)
FINISH = SLOTS
#: The distance of what cannot be reached.
NEVER = MOST_NUMBERS
HELD_OUT_ONE_IN = 16


class Level:
    """All states of one count of numbers that can be met."""

    def __init__(self, numbers: np.ndarray):
        self.numbers = numbers
        self.count = numbers.shape[1]
        self.texts = [" ".join(map(str, row)) for row in numbers]
        self.next = np.full((len(numbers), SLOTS), -1)

    def results(self) -> np.ndarray:
        """For each state and slot what the operation makes; 0 where it is not possible."""
        made = np.zeros((len(self.numbers), SLOTS), int)
        met: list[tuple[np.ndarray, np.ndarray]] = []
        for pair, (first, second) in enumerate(PLACES):
            if second >= self.count:
                continue
            a, b = self.numbers[:, first], self.numbers[:, second]
            # Equal numbers make equal moves; only the first of them counts.
            repeated = np.zeros(len(a), bool)
            for earlier_a, earlier_b in met:
                repeated |= (earlier_a == a) & (earlier_b == b)
            met.append((a, b))
            for operation, result in enumerate((a * b, a + b, a - b, np.where(a % b == 0, a // b, 0))):
                made[:, 4 * pair + operation] = np.where(repeated | (result > LARGEST), 0, result)
        return made

    def answer(self, state: int, slot: int) -> str:
        """A move as the models write it."""
        if slot == FINISH:
            return "!"
        first, second = PLACES[slot // 4]
        a, b = self.numbers[state, first], self.numbers[state, second]
        return f"{a}{OPERATIONS[slot % 4]}{b}={self.made[state, slot]}"


class Countdown:
    """The levels, from one number to four, and everything there is to know about them."""

    def __init__(self):
        given = range(1, LARGEST_GIVEN + 1)
        self.levels: dict[int, Level] = {}
        found: dict[int, np.ndarray] = {}
        for count in range(MOST_NUMBERS, 0, -1):
            rows = [found[count]] if count in found else []
            if count >= 2:
                rows.append(np.array([row[::-1] for row in combinations_with_replacement(given, count)]))
            level = Level(np.unique(np.concatenate(rows), axis=0))
            level.is_given = (level.numbers <= LARGEST_GIVEN).all(1)
            level.made = level.results()
            self.levels[count] = level
            if count > 1:
                found[count - 1] = np.concatenate([after for _, _, after in self._moves(level)])
        self._connect()
        for count in range(1, MOST_NUMBERS + 1):
            self._solve(count)

    @staticmethod
    def _moves(level: Level):
        """Each slot with the states where it is possible and the numbers after it."""
        for pair, (first, second) in enumerate(PLACES):
            if second >= level.count:
                continue
            others = [place for place in range(level.count) if place not in (first, second)]
            for slot in range(4 * pair, 4 * pair + 4):
                possible = np.nonzero(level.made[:, slot])[0]
                after = np.column_stack([level.numbers[possible][:, others], level.made[possible, slot]])
                yield slot, possible, -np.sort(-after, axis=1)

    def _connect(self) -> None:
        for count in range(2, MOST_NUMBERS + 1):
            lower = codes(self.levels[count - 1].numbers)
            for slot, possible, after in self._moves(self.levels[count]):
                self.levels[count].next[possible, slot] = np.searchsorted(lower, codes(after))

    def _solve(self, count: int) -> None:
        level = self.levels[count]
        targets = np.arange(LARGEST_TARGET + 1)
        is_there = (level.numbers[:, :, None] == targets).any(1)
        distance = np.where(is_there, 0, NEVER).astype(np.int8)
        after = np.full((len(distance), SLOTS, len(targets)), NEVER, np.int8)
        if count > 1:
            possible = level.next >= 0
            after[possible] = self.levels[count - 1].distance[level.next[possible]]
            distance = np.minimum(distance, np.minimum(after.min(1) + 1, NEVER))
        is_optimal = (after + 1 == distance[:, None]) & (distance[:, None] < NEVER)
        level.distance = distance
        level.target = np.where(is_optimal.any(1), is_optimal.argmax(1), FINISH).astype(np.uint8)
        level.optimal = (is_optimal.astype(np.int64) << np.arange(SLOTS)[:, None]).sum(1)
        key = mix(codes(level.numbers).astype(np.uint64)[:, None] * np.uint64(128) + targets.astype(np.uint64))
        level.is_held_out = key % np.uint64(HELD_OUT_ONE_IN) == 0
        level.state_bytes = padded_bytes([text + "=" for text in level.texts])
        level.answer_bytes = self._answer_bytes(level)

    @staticmethod
    def _answer_bytes(level: Level) -> np.ndarray:
        result = np.zeros((len(level.numbers), SLOTS + 1, 11), np.uint8)
        for state in range(len(level.numbers)):
            for slot in [*np.nonzero(level.made[state])[0], FINISH]:
                text = level.answer(state, slot).encode()
                result[state, slot, : len(text)] = list(text)
        return result


def codes(numbers: np.ndarray) -> np.ndarray:
    """One number for each row, in the order of the rows."""
    code = np.zeros(len(numbers), np.int64)
    for place in range(numbers.shape[1]):
        code = code * 1024 + numbers[:, place]
    return code
