"""A real Argos package, small enough to train in seconds: SentencePiece and a one-layer transformer.

Run as a program it writes the package: `python tests/tiny_argos.py FROM TO OUT.argosmodel`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
import torch
from torch import nn

PAIRS = [
    ("船が来ました。", "The ship has come."),
    ("港は静かです。", "The harbour is quiet."),
    ("倉庫は古いです。", "The warehouse is old."),
    ("荷物が多いです。", "There is a lot of cargo."),
    ("GenAIを使います。", "We use GenAI."),
    ("PSCは古いです。", "The PSC is old."),
    ("雨が降りました。", "It rained."),
    ("何時に来ますか?", "What time does it come?"),
]
WIDTH, HEADS, INNER, LONGEST, STEPS = 64, 4, 128, 64, 260


class Tiny(nn.Module):
    """One encoder and one decoder layer, normalized first, as CTranslate2 computes them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.source, self.target = nn.Embedding(size, WIDTH), nn.Embedding(size, WIDTH)
        self.encoder = nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, 0.0, batch_first=True, norm_first=True)
        self.decoder = nn.TransformerDecoderLayer(WIDTH, HEADS, INNER, 0.0, batch_first=True, norm_first=True)
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, size)
        self.register_buffer("places", torch.from_numpy(places()))

    def embed(self, table: nn.Embedding, tokens: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = table(tokens) * WIDTH**0.5 + self.places[: tokens.shape[1]]
        return found

    def forward(self, source: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        memory = self.encoder_norm(self.encoder(self.embed(self.source, source)))
        mask = nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        hidden = self.decoder(self.embed(self.target, target), memory, tgt_mask=mask, tgt_is_causal=True)
        logits: torch.Tensor = self.out(self.decoder_norm(hidden))
        return logits


def places() -> np.ndarray[Any, np.dtype[np.float32]]:
    """Sinusoids for the positions, shape (LONGEST, WIDTH)."""
    angle = np.arange(LONGEST)[:, None] / 10_000 ** (np.arange(WIDTH // 2) / (WIDTH // 2))
    return np.concatenate([np.sin(angle), np.cos(angle)], axis=1).astype(np.float32)


def train(tokenizer: sentencepiece.SentencePieceProcessor) -> Tiny:
    """Learn the pairs by heart."""
    torch.manual_seed(5)
    model = Tiny(tokenizer.get_piece_size())
    optimizer = torch.optim.Adam(model.parameters(), 3e-3)
    data = [(tokenizer.encode(ja), tokenizer.encode(en)) for ja, en in PAIRS]
    for _ in range(STEPS // 2):
        optimizer.zero_grad()
        loss = torch.zeros(())
        for ja, en in data:
            logits = model(torch.tensor([ja]), torch.tensor([[tokenizer.bos_id(), *en]]))
            loss = loss + nn.functional.cross_entropy(logits[0], torch.tensor([*en, tokenizer.eos_id()]))
        loss.backward()
        optimizer.step()
    return model.eval()


def to_ctranslate2(model: Tiny, vocabulary: list[str], folder: Path) -> None:
    """Write the model as CTranslate2 reads it."""
    spec = ctranslate2.specs.TransformerSpec.from_config(
        (1, 1), HEADS, pre_norm=True, activation=ctranslate2.specs.Activation.RELU
    )
    state = {name: tensor.detach().numpy() for name, tensor in model.state_dict().items()}

    def linear(target: Any, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any]) -> None:
        target.weight, target.bias = weight, bias

    def norm(target: Any, name: str) -> None:
        target.gamma, target.beta = state[f"{name}.weight"], state[f"{name}.bias"]

    def feed_forward(target: Any, name: str, norm_name: str) -> None:
        norm(target.layer_norm, norm_name)
        linear(target.linear_0, state[f"{name}.linear1.weight"], state[f"{name}.linear1.bias"])
        linear(target.linear_1, state[f"{name}.linear2.weight"], state[f"{name}.linear2.bias"])

    def attention(target: Any, name: str, norm_name: str, cross: bool) -> None:
        norm(target.layer_norm, norm_name)
        weight, bias = state[f"{name}.in_proj_weight"], state[f"{name}.in_proj_bias"]
        if cross:
            linear(target.linear[0], weight[:WIDTH], bias[:WIDTH])
            linear(target.linear[1], weight[WIDTH:], bias[WIDTH:])
        else:
            linear(target.linear[0], weight, bias)
        linear(target.linear[-1], state[f"{name}.out_proj.weight"], state[f"{name}.out_proj.bias"])

    for side, table in ((spec.encoder, "source"), (spec.decoder, "target")):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = state[f"{table}.weight"]
        side.position_encodings.encodings = state["places"]
        side.scale_embeddings = True
    attention(spec.encoder.layer[0].self_attention, "encoder.self_attn", "encoder.norm1", cross=False)
    feed_forward(spec.encoder.layer[0].ffn, "encoder", "encoder.norm2")
    attention(spec.decoder.layer[0].self_attention, "decoder.self_attn", "decoder.norm1", cross=False)
    attention(spec.decoder.layer[0].attention, "decoder.multihead_attn", "decoder.norm2", cross=True)
    feed_forward(spec.decoder.layer[0].ffn, "decoder", "decoder.norm3")
    norm(spec.encoder.layer_norm, "encoder_norm")
    norm(spec.decoder.layer_norm, "decoder_norm")
    linear(spec.decoder.projection, state["out.weight"], state["out.bias"])
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize()
    folder.mkdir()
    spec.save(str(folder))


def build(from_code: str, to_code: str, out: Path) -> None:
    """Train, convert and zip one package."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = iter([line for pair in PAIRS for line in pair])
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=text, model_prefix=str(folder / "sp"), vocab_size=120, hard_vocab_limit=False,
            character_coverage=1.0, minloglevel=2, add_dummy_prefix=True,
        )  # fmt: skip
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
        to_ctranslate2(train(tokenizer), pieces, folder / "model")
        metadata = {
            "package_version": "1.0", "argos_version": "1.9", "from_code": from_code, "from_name": from_code,
            "to_code": to_code, "to_name": to_code, "type": "translate",
        }  # fmt: skip
        with zipfile.ZipFile(out, "w") as archive:
            root = f"translate-{from_code}_{to_code}"
            archive.writestr(f"{root}/metadata.json", json.dumps(metadata))
            archive.write(folder / "sp.model", f"{root}/sentencepiece.model")
            for file in (folder / "model").iterdir():
                archive.write(file, f"{root}/model/{file.name}")


if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
