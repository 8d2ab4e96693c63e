"""Models as GGUF files that llama.cpp and Outrider read. The same weights give the same bytes."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import torch
from torch import nn

from .llama import BEGIN, END, VOCABULARY, Llama, Shape


def byte_names() -> list[str]:
    """GPT-2's printable name of each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]


def weights(model: Llama) -> dict[str, nn.Parameter]:
    """By llama.cpp's names; a matrix is [out, in]."""
    named = {"token_embd.weight": model.embedding.weight}
    for number, layer in enumerate(model.layers):
        attention = layer.attention
        for name, weight in (
            ("attn_norm", layer.attention_norm.weight),
            ("attn_q", attention.q.weight),
            ("attn_k", attention.k.weight),
            ("attn_v", attention.v.weight),
            ("attn_output", attention.output.weight),
            ("ffn_norm", layer.feed_forward_norm.weight),
            ("ffn_gate", layer.gate.weight),
            ("ffn_up", layer.up.weight),
            ("ffn_down", layer.down.weight),
        ):
            named[f"blk.{number}.{name}.weight"] = weight
    named["output_norm.weight"] = model.norm.weight
    return named


def write(path: Path, model: Llama, name: str, is_reward: bool) -> None:
    """Norms stay exact, the rest is rounded to f16."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = model.shape
    file = gguf.GGUFWriter(path, "llama")
    file.add_name(name)
    file.add_license("see the repository of Outrider")
    file.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    file.add_block_count(shape.layers)
    file.add_context_length(shape.context)
    file.add_embedding_length(shape.width)
    file.add_feed_forward_length(shape.feed_forward)
    file.add_head_count(shape.heads)
    file.add_head_count_kv(shape.kv_heads)
    file.add_layer_norm_rms_eps(shape.epsilon)
    file.add_rope_freq_base(shape.rope_base)
    file.add_rope_dimension_count(shape.head_size)
    file.add_vocab_size(VOCABULARY)
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre("gpt-2")
    file.add_token_list([*byte_names(), "<|bos|>", "<|eos|>"])
    file.add_token_types([gguf.TokenType.NORMAL] * 256 + [gguf.TokenType.CONTROL] * 2)
    # llama.cpp wants at least one merge; this one, of the bytes 0 and 1, never applies to text.
    file.add_token_merges(["\u0100 \u0101"])
    file.add_bos_token_id(BEGIN)
    file.add_eos_token_id(END)
    file.add_add_bos_token(False)
    file.add_add_eos_token(False)
    if is_reward:
        file.add_array("outrider.reward.tokens", [ord("+"), ord("-")])
    for key, weight in weights(model).items():
        array = weight.detach().float().numpy()
        file.add_tensor(key, array if array.ndim == 1 else array.astype(np.float16))
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def read(path: Path) -> Llama:
    """The model in a file that `write` wrote, with the weights as they are there."""
    file = gguf.GGUFReader(path)

    def number(key: str):
        return file.get_field(f"llama.{key}").contents()

    model = Llama(
        Shape(
            width=number("embedding_length"),
            layers=number("block_count"),
            heads=number("attention.head_count"),
            kv_heads=number("attention.head_count_kv"),
            feed_forward=number("feed_forward_length"),
            context=number("context_length"),
            rope_base=number("rope.freq_base"),
            epsilon=number("attention.layer_norm_rms_epsilon"),
        )
    )
    stored = {tensor.name: tensor.data for tensor in file.tensors}
    with torch.no_grad():
        for key, weight in weights(model).items():
            weight.copy_(torch.from_numpy(stored[key].astype(np.float32)).view_as(weight))
    return model
