"""How good models are on instances that training never saw. The same for every world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .answering import answers, likelihoods, scores
from .llama import Llama

#: What `read` gives for an answer that is no possible action.
IMPOSSIBLE = -1


class Instances(Protocol):
    """States, each with a goal. Actions are numbered slots."""

    #: The slot that ends a task.
    finish: int
    #: The most bytes that an answer has, with its end.
    longest_answer: int

    def __len__(self) -> int: ...
    def prompts(self) -> list[str]: ...
    def distance(self) -> np.ndarray:
        """Steps that are left before the end; -1 where no steps lead there."""

    def optimal(self, slots: np.ndarray) -> np.ndarray:
        """Whether each slot begins a shortest way, or ends the task where it has to end."""

    def possible(self, number: int) -> list[int]:
        """All slots of one instance, the end included."""

    def answer(self, number: int, slot: int) -> str: ...
    def at(self, which: np.ndarray) -> Instances:
        """The instances at the places `which`."""

    def after(self, which: np.ndarray, slots: np.ndarray) -> Instances:
        """The instances at the places `which`, each after its slot."""


def read(instances: Instances, texts: list[str]) -> np.ndarray:
    """The slot that each answer means."""
    slots = np.full(len(texts), IMPOSSIBLE)
    for number, text in enumerate(texts):
        for slot in instances.possible(number):
            if instances.answer(number, slot) == text:
                slots[number] = slot
    return slots


def next_actions(model: Llama, instances: Instances, attempts: int = 1) -> np.ndarray:
    """What the model does next. With several attempts it takes the first action from which its own next answers
    lead to the goal: its answer is tried before the others, which follow from the likeliest to the least likely. As
    in Sources/Worlds/Engines."""
    slots = read(instances, answers(model, instances.prompts(), instances.longest_answer))
    if attempts == 1:
        return slots
    undecided = np.nonzero(~arrives(model, instances, slots))[0]
    others = {number: likeliest(model, instances, number, slots[number])[: attempts - 1] for number in undecided}
    for attempt in range(attempts - 1):
        undecided = np.array([number for number in undecided if attempt < len(others[number])], int)
        if not len(undecided):
            break
        tried = np.array([others[number][attempt] for number in undecided])
        there = arrives(model, instances.at(undecided), tried)
        slots[undecided[there]] = tried[there]
        undecided = undecided[~there]
    return slots


def likeliest(model: Llama, instances: Instances, number: int, other_than: int) -> list[int]:
    """The other possible slots of one instance, the likeliest first."""
    possible = [slot for slot in instances.possible(number) if slot != other_than]
    prompt = instances.at(np.array([number])).prompts()[0]
    order = np.argsort(-likelihoods(model, prompt, [instances.answer(number, slot) for slot in possible]))
    return [possible[place] for place in order]


def arrives(model: Llama, instances: Instances, slots: np.ndarray) -> np.ndarray:
    """Whether the model reaches the goal after each slot."""
    there = (slots == instances.finish) & (instances.distance() == 0)
    going = np.nonzero((slots != instances.finish) & (slots != IMPOSSIBLE))[0]
    if len(going):
        there[going] = rollouts(model, instances.after(going, slots[going])).solved
    return there


@dataclass
class Rollouts:
    """How each task ended, and the states that were met on the way to all of them with what was done there."""

    solved: np.ndarray
    shortest: np.ndarray
    met: list[tuple[Instances, np.ndarray]]


def rollouts(model: Llama, tasks: Instances, attempts: int = 1) -> Rollouts:
    """Every task to its end. It is solved if the model ends it where the goal holds, after at most twice
    the shortest number of steps and four more; an action that is not possible fails it."""
    length = tasks.distance()
    solved = np.zeros(len(tasks), bool)
    taken = np.zeros(len(tasks), int)
    met: list[tuple[Instances, np.ndarray]] = []
    running, now = np.arange(len(tasks)), tasks
    while len(running):
        slots = next_actions(model, now, attempts)
        met.append((now, slots))
        ends = slots == now.finish
        solved[running[ends]] = now.distance()[ends] == 0
        going = np.nonzero(~ends & (slots != IMPOSSIBLE) & (taken[running] < 2 * length[running] + 4))[0]
        now = now.after(going, slots[going])
        running = running[going]
        taken[running] += 1
    return Rollouts(solved, solved & (taken == length), met)


def agreement(model: Llama, met: list[tuple[Instances, np.ndarray]], attempts: int = 1) -> np.ndarray:
    """Whether the model does the same in each of the states as was done there."""
    return np.concatenate(
        [(next_actions(model, states, attempts) == slots) & (slots != IMPOSSIBLE) for states, slots in met]
    )


@dataclass
class Judgement:
    score: np.ndarray
    truth: np.ndarray


def judge(model: Llama, instances: Instances, random: np.random.Generator) -> Judgement:
    """What a reward model says about one possible action of each instance, optimal as often as not."""
    slots = np.array([some_action(instances, number, random) for number in range(len(instances))])
    texts = [
        f"{prompt}{instances.answer(number, slot)}?"
        for number, (prompt, slot) in enumerate(zip(instances.prompts(), slots))
    ]
    return Judgement(scores(model, texts), instances.optimal(slots))


def some_action(instances: Instances, number: int, random: np.random.Generator) -> int:
    possible = random.permutation(instances.possible(number))
    here = instances.at(np.full(len(possible), number))
    is_optimal = here.optimal(possible)
    wanted = possible[is_optimal == (random.random() < 0.5)]
    return int(wanted[0] if len(wanted) else possible[0])


def area_under_curve(judgement: Judgement) -> float:
    """The chance that a good action scores higher than a bad one; ties count half."""
    _, place, counts = np.unique(judgement.score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    good = judgement.truth.sum()
    bad = len(judgement.truth) - good
    return float((ranks[judgement.truth].sum() - good * (good + 1) / 2) / (good * bad))


def calibration_error(judgement: Judgement, bins: int = 10) -> float:
    """ECE: how far the chances are from the frequencies, on average over ten equal intervals."""
    which = np.minimum((judgement.score * bins).astype(int), bins - 1)
    gaps = [abs((judgement.score - judgement.truth)[which == number].sum()) for number in range(bins)]
    return float(sum(gaps) / len(which))
