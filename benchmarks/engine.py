#!/usr/bin/env python3
"""Compares the embedded engine with llama.cpp on the same files, in one run: the same answers, and the speed.

    python3 -m venv .venv && .venv/bin/pip install llama-cpp-python numpy   # compiles llama.cpp: ten minutes
    swift build -c release --package-path benchmarks
    .venv/bin/python benchmarks/engine.py --prompts 500 --seed 1 models/*/*.gguf

Both run on one thread. Answers are greedy; they are compared text by text and token by token in
log-probability, against llama.cpp with keys and values in single precision and, with --half, as it keeps them by
default, in half precision with flash attention. Rounds of speed alternate between the two. Prompts are lines of
JSON with a "prompt" from --from FILE, or random letters.
Rows go to standard output as JSON lines, the table to standard error.
"""
import argparse
import ctypes
import json
import os
import random
import statistics
import subprocess
import sys
import time

import llama_cpp
import numpy as np

PROBE = os.environ.get("OUTRIDER_BENCH", "benchmarks/.build/release/outrider-bench")


class Embedded:
    """The embedded engine, in a process that is asked line by line."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [PROBE, "probe", "--model", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class LlamaCpp:
    """llama.cpp, called without the Python layer's own bookkeeping, which would count as its time."""

    def __init__(self, path, half):
        kinds = {} if half else {"type_k": 0, "type_v": 0}
        self.llama = llama_cpp.Llama(path, n_ctx=0, n_threads=1, n_threads_batch=1, verbose=False, **kinds)
        self.context = self.llama._ctx.ctx
        self.vocabulary = self.llama.n_vocab()
        self.end = self.llama.token_eos()

    def forget(self):
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self.context), True)

    def feed(self, tokens):
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        if llama_cpp.llama_decode(self.context, llama_cpp.llama_batch_get_one(array, len(tokens))):
            raise RuntimeError("llama_decode failed")
        return llama_cpp.llama_get_logits_ith(self.context, -1)

    def tokens(self, text):
        return self.llama.tokenize(text.encode(), add_bos=True, special=False)

    def answer(self, prompt, length):
        """The bytes of the answer, each token's log-probability, and how close the second choice was."""
        self.forget()
        raw = self.feed(self.tokens(prompt))
        text, logprobs, gaps = b"", [], []
        buffer = ctypes.create_string_buffer(256)
        for _ in range(length):
            logits = np.ctypeslib.as_array(raw, shape=(self.vocabulary,)).astype(np.float64)
            top = logits.max()
            token = int(logits.argmax())
            logprobs.append(float(-np.log(np.exp(logits - top).sum())))
            gaps.append(float(top - np.partition(logits, -2)[-2]))
            if token == self.end:
                break
            size = llama_cpp.llama_token_to_piece(self.llama._model.vocab, token, buffer, 256, 0, False)
            text += buffer.raw[:size]
            raw = self.feed([token])
        return text, logprobs, gaps

    def round(self, rng):
        size = self.llama.n_ctx() // 2 - 2
        prefills, decodes = [], []
        for _ in range(20):
            tokens = self.tokens("".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(size)))
            self.forget()
            start = time.perf_counter()
            self.feed(tokens)
            prefills.append(len(tokens) / (time.perf_counter() - start))
            start = time.perf_counter()
            for _ in range(size):
                self.feed([97])
            decodes.append(size / (time.perf_counter() - start))
        return {"prefill": statistics.median(prefills), "decode": statistics.median(decodes)}


def compare(path, prompts, length, half):
    ours, theirs = Embedded(path), LlamaCpp(path, half)
    same, worst, apart = 0, 0.0, []
    for prompt in prompts:
        mine = ours.ask(prompt=prompt, maxOutput=length)
        text, logprobs, gaps = theirs.answer(prompt, length)
        text = text.decode(errors="replace")
        if mine["text"] == text and len(mine["logprobs"]) == len(logprobs):
            same += 1
            worst = max([worst] + [abs(a - b) for a, b in zip(mine["logprobs"], logprobs)])
        else:
            place = sum(1 for _ in os.path.commonprefix([mine["text"].encode(), text.encode()]))
            apart.append(gaps[min(place, len(gaps) - 1)])
    ours.close()
    return {"same": same, "of": len(prompts), "worst logprob": worst, "second choice behind by": apart}


def speed(path, rounds, seed):
    ours, theirs, rng = Embedded(path), LlamaCpp(path, True), random.Random(seed)
    rows = []
    for number in range(rounds):
        mine = ours.ask(round=seed + number)
        other = theirs.round(rng)
        rows.append({"embedded": mine, "llama.cpp": other,
                     "prefill": mine["prefill"] / other["prefill"], "decode": mine["decode"] / other["decode"]})
    ours.close()
    return rows


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--prompts", type=int, default=500)
    parser.add_argument("--from", dest="source")
    parser.add_argument("--length", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true")
    options = parser.parse_args()
    for path in options.models:
        rng = random.Random(options.seed)
        if options.source:
            prompts = [json.loads(line)["prompt"] for line in open(options.source)][:options.prompts]
        else:
            prompts = ["".join(rng.choice("abcdefghijklmnopqrstuvwxyz ") for _ in range(rng.randrange(4, 60)))
                       for _ in range(options.prompts)]
        name = os.path.basename(path)
        for half in [False, True] if options.half else [False]:
            row = compare(path, prompts, options.length, half)
            kind = "half" if half else "single"
            print(json.dumps({"model": name, "keys and values": kind, "seed": options.seed, **row}), flush=True)
            print(f"{name}, keys and values in {kind} precision: {row['same']} of {row['of']} answers the same, "
                  f"log-probabilities within {row['worst logprob']:.1e}", file=sys.stderr)
        rows = speed(path, options.rounds, options.seed)
        for row in rows:
            print(json.dumps({"model": name, "seed": options.seed, **row}), flush=True)
        for what in ["decode", "prefill"]:
            print(f"{name}, {what}: {spread([row[what] for row in rows])} × llama.cpp "
                  f"({statistics.median(row['embedded'][what] for row in rows):,.0f} against "
                  f"{statistics.median(row['llama.cpp'][what] for row in rows):,.0f} tokens/s)", file=sys.stderr)
        for what, unit in [("load", "ms to load and say a token"), ("firstTokenSteps", "steps to the first token")]:
            print(f"{name}, {spread([row['embedded'][what] for row in rows])} {unit}", file=sys.stderr)


if __name__ == "__main__":
    main()
