"""Texts side by side in one row, so that what they begin with is computed once.

A row is a beginning, such as a goal, and several segments that continue it. A segment sees the
beginning and itself, at the positions it would have alone: to the model each is a text of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: What a token is for: the model has to say the one after it; the tools for learning look here.
PLAIN, SAYS_NEXT, ASKS = 0, 1, 2


@dataclass
class Rows:
    """Rows of one length. All but `choices` and `distance` have one entry for every token of every row."""

    tokens: np.ndarray
    segment: np.ndarray
    position: np.ndarray
    #: Bits of SAYS_NEXT and ASKS.
    purpose: np.ndarray
    #: 1 and 0 for what is true and false of the thing that the token names; -1 for other tokens.
    flag: np.ndarray
    #: For each token that asks, in order: what each possible action is worth, 2 for optimal, 1 for
    #: possible, 0 for impossible, -1 for unknown; and how many steps are left.
    choices: np.ndarray
    distance: np.ndarray

    @staticmethod
    def joined(parts: list[Rows]) -> Rows:
        """All rows of the parts, in order."""
        return Rows(*(np.concatenate(values) for values in zip(*(vars(part).values() for part in parts))))

    def split(self, rows: int) -> list[Rows]:
        """Parts of at most `rows` rows."""
        asking = ((self.purpose & ASKS) != 0).sum(1)
        parts = []
        for first in range(0, len(self.tokens), rows):
            here = slice(first, first + rows)
            asked = slice(asking[:first].sum(), asking[: first + rows].sum())
            parts.append(
                Rows(
                    self.tokens[here], self.segment[here], self.position[here], self.purpose[here], self.flag[here],
                    self.choices[asked], self.distance[asked],
                )
            )
        return parts


def pack(
    beginning: np.ndarray, segments: np.ndarray, purpose: np.ndarray, flag: np.ndarray,
    choices: np.ndarray, distance: np.ndarray, length: int,
) -> Rows:
    """Moves texts of unequal length together, to rows of `length`; token 0 is a gap. What does not fit is
    cut off.

    `beginning` is [rows, width]; `segments`, `purpose` and `flag` are [rows, segments, width].
    """
    missing = max(0, length - beginning.shape[1] - segments.shape[1] * segments.shape[2])
    beginning = np.pad(beginning, ((0, 0), (0, missing)))
    rows, count, width = segments.shape
    head = beginning.shape[1]

    def flat(first: int, rest: np.ndarray) -> np.ndarray:
        return np.concatenate([np.full((rows, head), first), rest.reshape(rows, -1)], 1)

    tokens = np.concatenate([beginning.astype(np.int64), segments.reshape(rows, -1)], 1)
    number = flat(0, np.broadcast_to(np.arange(1, count + 1)[:, None], segments.shape))
    order = np.argsort(tokens == 0, axis=1, kind="stable")[:, :length]

    def moved(values: np.ndarray) -> np.ndarray:
        return np.take_along_axis(values, order, 1)

    tokens = moved(tokens)
    segment = np.where(tokens == 0, count + 1, moved(number))
    asks = moved(flat(0, purpose)) * (tokens != 0)
    begins = (beginning != 0).sum(1)[:, None]
    lengths = np.cumsum((segments != 0).sum(2), 1)
    starts = np.concatenate([np.zeros((rows, 1), int), np.zeros((rows, 1), int), lengths], 1)
    column = np.arange(tokens.shape[1])[None]
    position = column - np.take_along_axis(starts, segment, 1)
    position = np.where(tokens == 0, begins, position)
    # A segment whose question was cut off asks nothing.
    asked = (asks & ASKS) != 0
    is_kept = np.zeros((rows, count + 2), bool)
    row, place = np.nonzero(asked)
    is_kept[row, segment[row, place]] = True
    kept = is_kept[:, 1:-1]
    return Rows(
        tokens, segment, position, asks, np.where(tokens == 0, -1, moved(flat(-1, flag))),
        choices[kept], distance[kept],
    )
