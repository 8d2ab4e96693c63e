"""The world of blocks, solved completely for 3 to 7 blocks.

A block's letter says where the goal wants it, so there are few goals: a goal is a list of chains of
blocks, each chain either on the table or anywhere, and only the chains' lengths matter. 241 goals
cover every task of 3 to 7 blocks, whatever it leaves unsaid. For each of them a breadth-first search
labels every state with its distance and its optimal moves.

The order of preference among optimal moves is that of Sources/Worlds/Blocksworld/MovePreference.swift.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

BLOCKS = range(3, 8)
LETTERS = "abcdefg"
ANYWHERE, HAND, TABLE = 14, 14, 15
#: A move is one of eight slots: the block to take or to put on, or the table. Slot 8 ends the task.
SLOTS, ON_TABLE, FINISH = 8, 7, 8
#: One canonical instance in this many is held out.
HELD_OUT_ONE_IN = 16


def partitions(total: int, largest: int | None = None):
    """All ways to write `total` as a sum, the largest part first."""
    if total == 0:
        yield ()
    for part in range(min(total, largest or total), 0, -1):
        for rest in partitions(total - part, part):
            yield (part, *rest)


def chains_of_goals(blocks: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The lengths of each goal's chains: those on the table, those that may stand anywhere."""
    return [
        (grounded, floating)
        for on_table in range(blocks, -1, -1)
        for grounded in partitions(on_table)
        for floating in partitions(blocks - on_table)
    ]


def arrangements(blocks: list[int]) -> list[list[list[int]]]:
    """Every set of towers, each tower from the bottom up."""
    if not blocks:
        return [[]]
    *others, block = blocks
    result = []
    for towers in arrangements(others):
        result.append([*towers, [block]])
        for which, tower in enumerate(towers):
            for height in range(len(tower) + 1):
                higher = [*tower[:height], block, *tower[height:]]
                result.append([*towers[:which], higher, *towers[which + 1 :]])
    return result


def mix(values: np.ndarray) -> np.ndarray:
    """The finaliser of SplitMix64."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class Goal:
    """What a goal wants, by block."""

    def __init__(self, blocks: int, grounded: tuple[int, ...], floating: tuple[int, ...]):
        self.below = np.full(blocks, ANYWHERE)
        self.above = np.full(blocks, -1)
        self.kind = np.zeros(blocks, np.uint64)
        self.is_full = not floating
        self.chains = [("|", length) for length in grounded] + [("?", length) for length in floating]
        self.text = ""
        block = 0
        for sign, length in self.chains:
            self.text += sign + LETTERS[block : block + length]
            for height in range(length):
                bottom = TABLE if sign == "|" else ANYWHERE
                self.below[block] = block - 1 if height else bottom
                if height:
                    self.above[block - 1] = block
                self.kind[block] = (sign == "|") * 1000 + length * 10 + height
                block += 1


class Blocksworld:
    """All states of some number of blocks, and everything there is to know about each goal."""

    def __init__(self, blocks: int):
        self.blocks = blocks
        self.goals = [Goal(blocks, *chains) for chains in chains_of_goals(blocks)]
        self._enumerate()
        self._connect()
        count = len(self.goals), len(self.codes)
        self.distance = np.zeros(count, np.int8)
        self.optimal = np.zeros(count, np.uint8)
        self.target = np.zeros(count, np.uint8)
        self.misplaced = np.zeros(count, np.uint8)
        self.key = np.zeros(count, np.uint64)
        for number, goal in enumerate(self.goals):
            self._solve(number, goal)
        self.is_held_out = self.key % np.uint64(HELD_OUT_ONE_IN) == 0

    def _enumerate(self) -> None:
        towers_of_states: list[tuple[list[list[int]], int]] = []
        everything = list(range(self.blocks))
        towers_of_states += [(towers, -1) for towers in arrangements(everything)]
        for held in everything:
            others = [block for block in everything if block != held]
            towers_of_states += [(towers, held) for towers in arrangements(others)]
        self.held = np.array([held for _, held in towers_of_states])
        self.below = np.full((len(towers_of_states), self.blocks), TABLE)
        self.texts: list[str] = []
        for state, (towers, held) in enumerate(towers_of_states):
            text = ""
            for tower in sorted(towers):
                text += "|" + "".join(LETTERS[block] for block in tower)
                for lower, upper in zip(tower, tower[1:]):
                    self.below[state, upper] = lower
            if held >= 0:
                self.below[state, held] = HAND
                text += "^" + LETTERS[held]
            self.texts.append(text)
        self.codes = self._codes(self.below)
        self.above = np.full_like(self.below, -1)
        for block in range(self.blocks):
            lower = self.below[:, block]
            stands = np.nonzero(lower < HAND)[0]
            self.above[stands, lower[stands]] = block
        self.is_clear = (self.above < 0) & (self.below != HAND)

    def _codes(self, below: np.ndarray) -> np.ndarray:
        return (below.astype(np.int64) << (4 * np.arange(self.blocks))).sum(1)

    def _connect(self) -> None:
        """The state that each slot leads to; -1 where the move is not possible."""
        order = np.argsort(self.codes)
        self.next = np.full((len(self.codes), SLOTS), -1)
        is_holding = self.held >= 0
        for slot in [*range(self.blocks), ON_TABLE]:
            below = self.below.copy()
            if slot == ON_TABLE:
                possible = np.nonzero(is_holding)[0]
                below[possible, self.held[possible]] = TABLE
            else:
                possible = np.nonzero(self.is_clear[:, slot])[0]
                taking = possible[~is_holding[possible]]
                putting = possible[is_holding[possible]]
                below[taking, slot] = HAND
                below[putting, self.held[putting]] = slot
            found = order[np.searchsorted(self.codes[order], self._codes(below[possible]))]
            self.next[possible, slot] = found

    def _solve(self, number: int, goal: Goal) -> None:
        wanted = goal.below
        fits = (self.below == wanted) | (wanted == ANYWHERE)
        frontier = np.nonzero(fits.all(1) & (self.held < 0))[0]
        distance = np.full(len(self.codes), -1, np.int8)
        steps = 0
        while len(frontier):
            distance[frontier] = steps
            steps += 1
            # Every move can be taken back, so the moves of a state are also the ways to it.
            reached = np.unique(self.next[frontier])
            reached = reached[reached >= 0]
            frontier = reached[distance[reached] < 0]
        after = np.where(self.next >= 0, distance[self.next], np.int8(127))
        is_optimal = after == (distance - 1)[:, None]
        misplaced = self._misplaced(goal)
        rank = np.where(is_optimal, self._ranks(goal, misplaced), 1000)
        bits = 1 << np.arange(SLOTS)
        self.distance[number] = distance
        self.optimal[number] = (is_optimal * bits).sum(1)
        self.target[number] = np.where(distance == 0, FINISH, rank.argmin(1))
        self.misplaced[number] = (misplaced * bits[: self.blocks]).sum(1)
        self.key[number] = self._canonical_keys(goal)

    def _misplaced(self, goal: Goal) -> np.ndarray:
        """Shortfall.swift: blocks outside the hand that have to move at least once."""
        below = self.below
        wrong = (goal.below != ANYWHERE) & (goal.below != below)
        on_block = below < HAND
        lower = np.where(on_block, below, 0)
        owner = np.where(on_block, goal.above[lower], -1)
        wrong |= (owner >= 0) & (owner != np.arange(self.blocks))
        wrong &= below != HAND
        for _ in range(self.blocks - 1):
            wrong |= on_block & np.take_along_axis(wrong, lower, 1)
        return wrong

    def _ranks(self, goal: Goal, misplaced: np.ndarray) -> np.ndarray:
        """MovePreference.swift: the lowest number is preferred."""
        is_holding = self.held >= 0
        in_the_way = (misplaced & self.is_clear & (self.below != TABLE)).any(1)
        ranks = np.zeros((len(self.codes), SLOTS), np.int64)
        settles = np.ones_like(misplaced)
        for block in range(self.blocks):
            support = goal.below[block]
            if support < HAND:
                settles[:, block] = self.is_clear[:, support] & ~misplaced[:, support]
        for block in range(self.blocks):
            from_table = np.where(misplaced[:, block] & settles[:, block], 1, 2)
            from_block = np.where(misplaced[:, block], 0, 2)
            taking = np.where(self.below[:, block] == TABLE, from_table, from_block)
            held = np.maximum(self.held, 0)
            belongs = goal.below[held] == block
            putting = np.where(~in_the_way & belongs & settles[np.arange(len(held)), held], 0, 2)
            ranks[:, block] = np.where(is_holding, putting, taking) * 16 + block + 1
        ranks[:, ON_TABLE] = 16
        return ranks

    def _canonical_keys(self, goal: Goal) -> np.ndarray:
        """A number that is the same for all namings of the blocks of one instance: colours are refined
        along the state's and the goal's links until they tell apart what can be told apart."""
        count = len(self.codes)
        special = np.uint64(1) * (self.below == TABLE) + np.uint64(2) * (self.below == HAND)
        colour = mix(np.broadcast_to(goal.kind, (count, self.blocks)) * np.uint64(4) + special)
        nothing = np.zeros((count, 1), np.uint64)
        links = [
            np.where((link >= 0) & (link < HAND), link, self.blocks)
            for link in (
                self.below,
                self.above,
                np.broadcast_to(goal.below, self.below.shape),
                np.broadcast_to(goal.above, self.below.shape),
            )
        ]
        for _ in range(self.blocks):
            padded = np.concatenate([colour, nothing], 1)
            mixed = colour * np.uint64(3)
            for factor, link in zip((5, 7, 11, 13), links):
                mixed = mix(mixed + np.take_along_axis(padded, link, 1) * np.uint64(factor))
            colour = mixed
        return mix(colour.sum(1) + np.uint64(self.blocks))

    def answer(self, state: int, slot: int) -> str:
        """An action as the models write it."""
        if slot == FINISH:
            return "!"
        place = "-" if slot == ON_TABLE else LETTERS[slot]
        if self.held[state] >= 0:
            return f"{LETTERS[self.held[state]]}>{place}"
        below = self.below[state, slot]
        return f"{LETTERS[slot]}<{'-' if below == TABLE else LETTERS[below]}"

    @cached_property
    def state_bytes(self) -> np.ndarray:
        return padded_bytes([text + "=" for text in self.texts])

    @cached_property
    def goal_bytes(self) -> np.ndarray:
        return padded_bytes([goal.text + ":" for goal in self.goals])

    @cached_property
    def answer_bytes(self) -> np.ndarray:
        """For each state and slot the answer, without its end; zeros where a move is not possible."""
        result = np.zeros((len(self.codes), SLOTS + 1, 3), np.uint8)
        for state in range(len(self.codes)):
            for slot in [*np.nonzero(self.next[state] >= 0)[0], FINISH]:
                text = self.answer(state, slot).encode()
                result[state, slot, : len(text)] = list(text)
        return result


def padded_bytes(texts: list[str]) -> np.ndarray:
    width = max(map(len, texts))
    return np.frombuffer("".join(text.ljust(width, "\0") for text in texts).encode(), np.uint8).reshape(-1, width)
