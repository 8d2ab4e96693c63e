#!/usr/bin/env python3
"""Records what llama.cpp answers with the models of `GoldenTests`; see README.md beside this file."""
import json
import pathlib
import random
import sys

import llama_cpp
import numpy as np

random.seed(1)
folder = pathlib.Path(sys.argv[1])
prompts = ["a", "the cat sat on the mat\n"] + [
    "".join(random.choice("abcdefghijklmnopqrstuvwxyz \n") for _ in range(random.randrange(2, 70))) for _ in range(8)]
recordings = []
for path in sorted(folder.glob("*.gguf")):
    llama = llama_cpp.Llama(str(path), n_ctx=128, n_threads=1, verbose=False, type_k=0, type_v=0)
    context, size, end = llama._ctx.ctx, llama.n_vocab(), llama.token_eos()
    for prompt in prompts:
        tokens = llama.tokenize(prompt.encode(), add_bos=True, special=False)
        text, logprobs, close = b"", [], False
        llama.reset()
        llama.eval(tokens)
        for _ in range(16):
            logits = np.ctypeslib.as_array(
                llama_cpp.llama_get_logits_ith(context, -1), shape=(size,)).astype(np.float64)
            token = int(logits.argmax())
            # Where the second choice is as good, rounding decides, and there is nothing to compare.
            close = close or logits.max() - np.partition(logits, -2)[-2] < 0.02
            logprobs.append(round(float(-np.log(np.exp(logits - logits.max()).sum())), 6))
            if token == end:
                break
            text += llama.detokenize([token], special=False)
            llama.eval([token])
        try:
            if not close:
                recordings.append(
                    {"model": path.stem, "prompt": prompt, "text": text.decode(), "logprobs": logprobs})
        except UnicodeDecodeError:
            pass  # Half a character at the end of sixteen tokens.
(pathlib.Path(__file__).parent / "recordings.json").write_text(
    "[\n" + ",\n".join(json.dumps(recording) for recording in recordings) + "\n]\n")
