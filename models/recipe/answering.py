"""Answers of a model to many prompts at once, greedily and in single precision, as the engines give them."""

from __future__ import annotations

import numpy as np
import torch

from .llama import END, Llama

AT_ONCE = 1024


@torch.no_grad()
def answers(model: Llama, prompts: list[str], longest: int) -> list[str]:
    """What the model writes after each prompt, up to the end token or `longest` bytes."""
    result = [""] * len(prompts)
    unique = {text: number for number, text in enumerate(dict.fromkeys(prompts))}
    texts = sorted(unique, key=len)
    said: dict[str, str] = {}
    for first in range(0, len(texts), AT_ONCE):
        some = texts[first : first + AT_ONCE]
        said.update(zip(some, _answers(model, some, longest)))
    for number, prompt in enumerate(prompts):
        result[number] = said[prompt]
    return result


def _answers(model: Llama, prompts: list[str], longest: int) -> list[str]:
    lengths = torch.tensor([len(prompt) for prompt in prompts])
    tokens = torch.zeros(len(prompts), int(lengths.max()) + longest, dtype=torch.long)
    for row, prompt in enumerate(prompts):
        tokens[row, : len(prompt)] = torch.tensor(list(prompt.encode()))
    rows = torch.arange(len(prompts))
    written = torch.zeros(len(prompts), longest + 1, dtype=torch.long)
    written[:, -1] = END
    for place in range(longest):
        states, _ = model(tokens[:, : int(lengths.max()) + place])
        token = model.logits(states[rows, lengths - 1 + place]).argmax(1)
        written[:, place] = token
        tokens[rows, lengths + place] = token
        if place and bool((written[:, : place + 1] == END).any(1).all()):
            written[:, place + 1] = END
            break
    ends = (written == END).int().argmax(1)
    return [bytes(t for t in row[:end].tolist() if t < 256).decode("latin-1") for row, end in zip(written, ends)]


@torch.no_grad()
def scores(model: Llama, prompts: list[str]) -> np.ndarray:
    """For each text the chance that the verdict after it is “+”, of “+” and “-”."""
    result = np.zeros(len(prompts))
    order = np.argsort([len(prompt) for prompt in prompts], kind="stable")
    for first in range(0, len(order), AT_ONCE):
        some = order[first : first + AT_ONCE]
        lengths = torch.tensor([len(prompts[number]) for number in some])
        tokens = torch.zeros(len(some), int(lengths.max()), dtype=torch.long)
        for row, number in enumerate(some):
            tokens[row, : lengths[row]] = torch.tensor(list(prompts[number].encode()))
        states, _ = model(tokens)
        logits = model.logits(states[torch.arange(len(some)), lengths - 1])
        result[some] = torch.sigmoid(logits[:, ord("+")] - logits[:, ord("-")]).numpy()
    return result
