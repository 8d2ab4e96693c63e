"""Answers of a model to many prompts at once, greedily and in single precision, as the engines give them."""

from __future__ import annotations

import numpy as np
import torch

from .llama import Cache, Llama

AT_ONCE = 1024


@torch.no_grad()
def answers(model: Llama, prompts: list[str], longest: int) -> list[str]:
    """What the model writes after each prompt, up to the end token or `longest` bytes."""
    of_length: dict[int, list[str]] = {}
    for prompt in dict.fromkeys(prompts):
        of_length.setdefault(len(prompt), []).append(prompt)
    said: dict[str, str] = {}
    for texts in of_length.values():
        for first in range(0, len(texts), AT_ONCE):
            some = texts[first : first + AT_ONCE]
            said.update(zip(some, _answers(model, some, longest)))
    return [said[prompt] for prompt in prompts]


def _answers(model: Llama, prompts: list[str], longest: int) -> list[str]:
    """Answers to prompts of one length."""
    tokens = torch.tensor([list(prompt.encode()) for prompt in prompts])
    caches: list[Cache] = [[] for _ in model.layers]
    texts = [b""] * len(prompts)
    writing = torch.arange(len(prompts))
    read = 0
    for _ in range(longest):
        position = torch.arange(read, read + tokens.shape[1])[None]
        states, _ = model(tokens, position, caches=caches)
        read += tokens.shape[1]
        token = model.logits(states[:, -1]).argmax(1)
        goes_on = token < 256
        writing, tokens = writing[goes_on], token[goes_on][:, None]
        if not len(writing):
            break
        for number, byte in zip(writing.tolist(), tokens[:, 0].tolist()):
            texts[number] += bytes([byte])
        for cache in caches:
            cache[:] = (part[goes_on] for part in cache)
    return [text.decode("latin-1") for text in texts]


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


@torch.no_grad()
def likelihoods(model: Llama, prompt: str, texts: list[str]) -> np.ndarray:
    """For each text the logarithm of the chance that the model continues the prompt with it."""
    start = len(prompt)
    tokens = torch.zeros(len(texts), start + max(map(len, texts)), dtype=torch.long)
    for row, text in enumerate(texts):
        tokens[row, : start + len(text)] = torch.tensor(list((prompt + text).encode()))
    states, _ = model(tokens)
    chances = torch.log_softmax(model.logits(states[:, start - 1 : -1]), -1)
    said = chances.gather(2, tokens[:, start:, None])[:, :, 0]
    return np.array([said[row, : len(text)].sum().item() for row, text in enumerate(texts)])
