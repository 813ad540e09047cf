"""Whisper through openai-whisper and PyTorch: the reference implementation, slower on a CPU, at home on a GPU."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taiyaku import weights
from taiyaku.engine import EngineOptions
from taiyaku.errors import EngineError
from taiyaku.listen.device import choose_device
from taiyaku.listen.tokens import HOP, LANGUAGE, MAX_TOKENS, WINDOW_SAMPLES, Timing, joined_to, to_words
from taiyaku.model import Samples, Word

DEFAULT_MODEL = "whisper-base"
LOAD_ERRORS = (  # torch's for a file that is no checkpoint, or another program's
    RuntimeError, OSError, KeyError, TypeError, ValueError, AttributeError, EOFError, pickle.UnpicklingError,
)  # fmt: skip


class _AlreadyEncoded:
    """Stands in for the model in `whisper.timing.find_alignment`: takes the encoder's output where it takes a mel.

    The library would run the encoder again for each text; a window is encoded once.
    """

    def __init__(self, model: Any) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def __call__(self, encoded: Any, tokens: Any) -> Any:
        return self._model.decoder(tokens, encoded)


@dataclass(frozen=True, slots=True)
class OpenAIWindow:
    """A window of sound after the encoder: `encoded` has shape (1, 1500, state)."""

    engine: OpenAIWhisper
    encoded: Any
    frames: int
    at_ms: int

    def hear(self) -> tuple[Word, ...]:
        """Greedy recognition, timed by attention."""
        import whisper

        options = whisper.DecodingOptions(
            language=LANGUAGE, without_timestamps=True, fp16=self.engine.half, temperature=0.0
        )
        result = whisper.decode(self.engine.model, self.encoded, options)[0]
        if result.no_speech_prob > 0.6 and result.avg_logprob < -1.0:
            return ()
        return self._timed(result.tokens)

    def force(self, text: str) -> tuple[Word, ...]:
        """Teacher-forced times of `text` in this window."""
        tokens = self.engine.tokenizer.encode(text)[:MAX_TOKENS]
        return joined_to(text, self._timed(tokens))

    def detect_language(self) -> tuple[str, float]:
        """The likeliest language's code and probability."""
        _, probabilities = self.engine.model.detect_language(self.encoded, self.engine.tokenizer)
        code = max(probabilities[0], key=probabilities[0].get)
        return code, float(probabilities[0][code])

    def features(self) -> NDArray[np.float32] | None:
        """The encoder's output for the sound itself, without the padding."""
        found: NDArray[np.float32] = self.encoded[0, : self.frames // 2].float().cpu().numpy()
        return found

    def _timed(self, tokens: list[int]) -> tuple[Word, ...]:
        from whisper.timing import find_alignment

        tokens = [token for token in tokens if token < self.engine.tokenizer.eot]
        if not tokens:
            return ()
        model = _AlreadyEncoded(self.engine.model)
        found = find_alignment(model, self.engine.tokenizer, tokens, self.encoded[0], self.frames)
        return to_words([Timing(w.word, w.start, w.end, w.probability) for w in found], self.at_ms)


@dataclass(frozen=True, slots=True)
class OpenAIWhisper:
    """A loaded openai-whisper model; `half` is true where it computes in float16."""

    name: str
    model: Any
    tokenizer: Any
    half: bool

    @classmethod
    def load(cls, options: EngineOptions) -> OpenAIWhisper:
        """Load a checkpoint by manifest name or `.pt` path. Raises WeightsError or EngineError."""
        import torch
        import whisper
        from whisper.tokenizer import get_tokenizer

        device = choose_device(options.device, torch.cuda.is_available())
        wanted = options.model or DEFAULT_MODEL
        path = weights.openai_checkpoint(wanted)
        if options.threads:
            torch.set_num_threads(options.threads)
        try:
            model = whisper.load_model(str(path), device=device)
        except LOAD_ERRORS as error:
            raise EngineError(
                f"openai-whisper cannot load this checkpoint ({_first_line(error)})",
                where=str(path),
                remedy="Give a .pt file of openai-whisper, or remove this one and pull the model again",
            ) from error
        if not wanted.endswith(".pt"):
            mask = torch.zeros(model.dims.n_text_layer, model.dims.n_text_head, dtype=torch.bool)
            for layer, head in weights.alignment_heads(wanted):
                mask[layer, head] = True
            model.register_buffer("alignment_heads", mask.to_sparse().to(model.device), persistent=False)
        half = device == "cuda" and options.compute_type in ("auto", "float16")
        tokenizer = get_tokenizer(
            model.is_multilingual, num_languages=model.num_languages, language=LANGUAGE, task="transcribe"
        )
        compute = "float16" if half else "float32"
        return cls(f"openai-whisper:{wanted.removeprefix('whisper-')}:{compute}", model, tokenizer, half)

    def encode(self, samples: Samples, at_ms: int = 0) -> OpenAIWindow:
        """Run the encoder over up to 30 s of sound."""
        import torch
        import whisper

        frames = max(1, min(len(samples), WINDOW_SAMPLES) // HOP)
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples), n_mels=self.model.dims.n_mels)
        with torch.no_grad():
            encoded = self.model.encoder(mel.unsqueeze(0).to(self.model.device))
        return OpenAIWindow(self, encoded.half() if self.half else encoded, frames, at_ms)


def _first_line(error: Exception) -> str:
    """Torch explains at length, in markup, to programmers; the first sentence says what is wrong."""
    text = str(error).strip().splitlines()
    return text[0].partition(". ")[0] if text else type(error).__name__
