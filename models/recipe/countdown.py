"""Countdown, solved completely for two to four numbers from 1 to 20 and every target up to 50. Tasks give
numbers up to 10; the others are there to learn from.

A state is the numbers left, the largest first. A move takes two of them and puts back what `*`, `+`,
`-` or `/` makes of them; only positive whole numbers up to 61 exist, so that each has a digit of its own.
(With larger ones in between 0.5 % more of all tasks of four numbers could be solved.) The target is
reached once it is among the numbers. Of several optimal moves the one with the larger numbers is
preferred, then the operation in the order above, as in Sources/Worlds/Countdown.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, combinations_with_replacement

import numpy as np

from .blocksworld import mix

LARGEST_GIVEN, LARGEST_LEARNT, LARGEST_TARGET, LARGEST = 10, 20, 50, 61
MOST_NUMBERS = 4
OPERATIONS = "*+-/"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: What stands for a number that no two numbers make.
NOTHING = "."
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
        self.texts = ["".join(DIGITS[number] for number in row) for row in numbers]
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
        a, b = self.texts[state][first], self.texts[state][second]
        return f"{a}{OPERATIONS[slot % 4]}{b}={DIGITS[self.made[state, slot]]}"

    def others(self, pair: int) -> list[int]:
        """The places that a pair leaves."""
        return [place for place in range(self.count) if place not in PLACES[pair]]

    def question(self, state: int, target: int) -> tuple[str, list[int]]:
        """What a model is asked behind the target, and for each byte the slot of the move that it completes,
        or -1.

        It is the numbers; of more than two, what each of them makes with the target; and every move, those of
        the largest numbers last, behind the numbers that they leave: its operation and its result.
        """
        text = self.texts[state]
        if self.count > 2:
            text += "".join(f",{made_of(target, int(number))}" for number in self.numbers[state])
        moves, slots = self.moves(state)
        return f"{text}{moves}=", [*[-1] * len(text), *slots, -1]

    @cache
    def moves(self, state: int) -> tuple[str, list[int]]:
        """The part of the question that no target changes, which is most of the work."""
        text, slots = "", []
        for pair in reversed(range(len(PLACES))):
            made = self.made[state, 4 * pair : 4 * pair + 4]
            if not made.any():
                continue
            part = "," + "".join(self.texts[state][place] for place in PLACES[pair])
            text, slots = text + part, slots + [-1] * len(part)
            for operation in np.nonzero(made)[0]:
                result = int(made[operation])
                part = f"{OPERATIONS[operation]}{DIGITS[result]}"
                text, slots = text + part, slots + [-1] * (len(part) - 1) + [4 * pair + int(operation)]
        return text, slots

    def prompt(self, state: int, target: int) -> str:
        return f"{DIGITS[target]}:{self.question(state, target)[0]}"


class Countdown:
    """The levels, from one number to four, and everything there is to know about them."""

    def __init__(self):
        first = range(1, LARGEST_LEARNT + 1)
        self.levels: dict[int, Level] = {}
        found: dict[int, np.ndarray] = {}
        for count in range(MOST_NUMBERS, 0, -1):
            rows = [found[count]] if count in found else []
            if count >= 2:
                rows.append(np.array([row[::-1] for row in combinations_with_replacement(first, count)]))
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
            others = level.others(pair)
            for slot in range(4 * pair, 4 * pair + 4):
                possible = np.nonzero(level.made[:, slot])[0]
                after = np.column_stack([level.numbers[possible][:, others], level.made[possible, slot]])
                yield slot, possible, -np.sort(-after, axis=1)

    def _connect(self) -> None:
        for count in range(2, MOST_NUMBERS + 1):
            lower = codes(self.levels[count - 1].numbers)
            for slot, possible, after in self._moves(self.levels[count]):
                self.levels[count].next[possible, slot] = np.searchsorted(lower, codes(after))
        self.levels[MOST_NUMBERS].is_met = self.levels[MOST_NUMBERS].is_given
        for count in range(MOST_NUMBERS, 1, -1):
            above, level = self.levels[count], self.levels[count - 1]
            level.is_met = level.is_given.copy()
            after = above.next[above.is_met]
            level.is_met[after[after >= 0]] = True

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
        level.answer_bytes = self._answer_bytes(level)

    @staticmethod
    def _answer_bytes(level: Level) -> np.ndarray:
        result = np.zeros((len(level.numbers), SLOTS + 1, 5), np.uint8)
        for state in range(len(level.numbers)):
            for slot in [*np.nonzero(level.made[state])[0], FINISH]:
                text = level.answer(state, slot).encode()
                result[state, slot, : len(text)] = list(text)
        return result


@cache
def made_of(a: int, b: int) -> str:
    """What two numbers make, a byte for each operation; the smaller is taken from the larger and divides it."""
    high, low = max(a, b), min(a, b)
    made = (high * low, high + low, high - low, high // low if high % low == 0 else 0)
    return "".join(DIGITS[one] if 0 < one <= LARGEST else NOTHING for one in made)


def codes(numbers: np.ndarray) -> np.ndarray:
    """One number for each row, in the order of the rows."""
    code = np.zeros(len(numbers), np.int64)
    for place in range(numbers.shape[1]):
        code = code * 1024 + numbers[:, place]
    return code
