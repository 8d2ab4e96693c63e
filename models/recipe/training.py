"""Training: the answer's tokens, and beside them what a search knows about the state.

Small heads that are thrown away afterwards read, where the model is asked, which actions are optimal
and how many steps are left, and some layers up, at each thing that the text names, what is true of it.
They cost next to nothing and show the model far more about each state than one answer does.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .llama import Llama, Shape
from .rows import ASKS, SAYS_NEXT, Rows


class Source(Protocol):
    """Where training texts come from."""

    slots: int
    distances: int
    #: How much a flag counts beside a token of the answer.
    flag_weight: float

    def flag_layer(self, layers: int) -> int:
        """How many of so many layers read what the flags are about."""

    def draw(self, random: np.random.Generator, rows: int) -> list[Rows]: ...


@dataclass(frozen=True)
class Schedule:
    """How long and how fast."""

    steps: int
    rows: int = 96
    rows_at_once: int = 32
    muon_rate: float = 0.01
    adam_rate: float = 0.003
    warmup: int = 40
    seed: int = 1


class Heads(nn.Module):
    """What is only needed for learning."""

    def __init__(self, shape: Shape, source: Source):
        super().__init__()
        self.choices = nn.Linear(shape.width, source.slots * 3)
        self.distance = nn.Linear(shape.width, source.distances)
        self.flag = nn.Linear(shape.width, 2)


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def train(model: Llama, source: Source, schedule: Schedule, log) -> tuple[Llama, float, int]:
    """The model after training, the CPU seconds that it took, and how many states it saw."""
    began = time.process_time()
    random = np.random.default_rng(schedule.seed)
    place = device()
    model = model.to(place)
    heads = Heads(model.shape, source).to(place)
    forward = partial(compiled(model), early=source.flag_layer(model.shape.layers))
    matrices = [weight for weight in model.layers.parameters() if weight.dim() == 2]
    others = [weight for weight in model.parameters() if weight.dim() != 2]
    others += [model.embedding.weight, *heads.parameters()]
    optimizers = [
        torch.optim.Muon(
            matrices, lr=schedule.muon_rate, momentum=0.95, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"
        ),
        torch.optim.AdamW(others, lr=schedule.adam_rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]
    schedulers = [
        torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, schedule)) for optimizer in optimizers
    ]
    seen = 0
    recent: list[np.ndarray] = []
    for step in range(schedule.steps):
        batch = Rows.joined(source.draw(random, schedule.rows))
        total = (batch.purpose & ASKS != 0).sum()
        seen += total
        losses = np.zeros(4)
        for part in batch.split(schedule.rows_at_once):
            loss, parts = losses_of(forward, model, heads, part, total, source.flag_weight, place)
            loss.backward()
            losses += parts
        for optimizer, scheduler in zip(optimizers, schedulers):
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
        recent.append(losses)
        if step % 100 == 99 or step == schedule.steps - 1:
            answer, choices, distance, flag = np.mean(recent, 0)
            recent = []
            log(
                f"step {step + 1}/{schedule.steps}  {seen} states  {time.process_time() - began:.0f} CPU-s  "
                f"answer {answer:.4f}  choices {choices:.4f}  distance {distance:.4f}  flag {flag:.4f}"
            )
    return model.cpu(), time.process_time() - began, int(seen)


def losses_of(
    forward, model: Llama, heads: Heads, part: Rows, total: int, flag_weight: float, place: torch.device
):
    """The loss of a part of a batch that asks `total` times, and what it is made of."""
    tokens = torch.from_numpy(part.tokens).to(place)
    segment = torch.from_numpy(part.segment).to(place)
    position = torch.from_numpy(part.position).to(place)
    says = torch.from_numpy(part.purpose & SAYS_NEXT != 0).to(place)
    asks = torch.from_numpy(part.purpose & ASKS != 0).to(place)
    flag = torch.from_numpy(part.flag).to(place)
    length = tokens.shape[1]
    visible = (segment[:, None, :] == 0) | (segment[:, None, :] == segment[:, :, None])
    visible &= torch.ones(length, length, dtype=torch.bool, device=place).tril()
    # Narrow matrices gain nothing from half the precision.
    with torch.autocast(place.type, torch.bfloat16, enabled=model.shape.width >= 96):
        states, early = forward(tokens, position, visible[:, None])
    says[:, -1] = False
    logits = model.logits(states[says].float())
    answer = F.cross_entropy(logits, tokens.roll(-1, 1)[says], reduction="sum")
    asking = states[asks].float()
    worth = torch.from_numpy(part.choices).to(place)
    choices = F.cross_entropy(
        heads.choices(asking).view(-1, 3), worth.view(-1), ignore_index=-1, reduction="sum"
    )
    left = torch.from_numpy(part.distance).to(place)
    distance = F.cross_entropy(heads.distance(asking), left, ignore_index=-1, reduction="sum")
    known = flag >= 0
    flags = F.cross_entropy(heads.flag(early[known].float()), flag[known], reduction="sum")
    loss = answer + choices + 0.3 * distance + flag_weight * flags
    parts = torch.stack([answer, choices, distance, flags]).detach().cpu().numpy()
    return loss / total, parts / total


def rate(step: int, schedule: Schedule) -> float:
    """Up, then down to nothing along a straight line."""
    return min((step + 1) / schedule.warmup, (schedule.steps - step) / (schedule.steps - schedule.warmup))


def compiled(model: Llama):
    """The model as faster code, where a C++ compiler is installed."""
    import torch._dynamo

    torch._dynamo.config.suppress_errors = True
    return torch.compile(model)
