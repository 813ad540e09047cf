"""Whisper through faster-whisper and CTranslate2: the fast recognizer on a CPU, and the default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
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
NEEDED = ("model.bin", "tokenizer.json")  # without the second, the library would ask the network for one
NO_SPEECH = 0.6  # above this and below LOW_SCORE a window is taken for silence (Radford et al. 2022, 4.5)
LOW_SCORE = -1.0  # mean log probability a token
LOOP_RATIO = 2.4  # text that gzips better than this repeats itself (the same section)


@dataclass(frozen=True, slots=True)
class FasterWindow:
    """A window of sound after the encoder; hearing and forcing both read `encoded`."""

    engine: FasterWhisper
    encoded: Any
    frames: int
    at_ms: int

    def hear(self) -> tuple[Word, ...]:
        """Greedy recognition, timed by attention. Empty where the model says there is no speech."""
        tokens = self.engine.generate(self.encoded)
        return self._timed(tokens)

    def force(self, text: str) -> tuple[Word, ...]:
        """Teacher-forced times of `text` in this window."""
        tokens = self.engine.tokenizer.encode(text)[:MAX_TOKENS]
        return joined_to(text, self._timed(tokens))

    def detect_language(self) -> tuple[str, float]:
        """The likeliest language's code and probability."""
        mark, probability = self.engine.model.model.detect_language(self.encoded)[0][0]
        return mark[2:-2], float(probability)

    def features(self) -> NDArray[np.float32] | None:
        """The encoder's output for the sound itself, without the padding."""
        import ctranslate2

        on_cpu = self.encoded.to_device(ctranslate2.Device.cpu).to(ctranslate2.DataType.float32)
        return np.array(on_cpu)[0, : self.frames // 2]

    def _timed(self, tokens: list[int]) -> tuple[Word, ...]:
        if not tokens:
            return ()
        found = self.engine.model.find_alignment(self.engine.tokenizer, [tokens], self.encoded, self.frames)
        timings = [Timing(w["word"], w["start"], w["end"], w["probability"]) for w in found[0]]
        return to_words(timings, self.at_ms)


@dataclass(frozen=True, slots=True)
class FasterWhisper:
    """A loaded CTranslate2 Whisper model."""

    name: str
    model: Any
    tokenizer: Any

    @classmethod
    def load(cls, options: EngineOptions) -> FasterWhisper:
        """Load a model by manifest name or folder. Raises WeightsError, or EngineError if it will not load."""
        import ctranslate2
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        device = choose_device(options.device, bool(ctranslate2.get_cuda_device_count()))
        compute = _compute_type(options.compute_type, device)
        wanted = options.model or DEFAULT_MODEL
        folder = _model_folder(wanted)
        try:
            model = WhisperModel(
                str(folder),
                device=device,
                compute_type=compute,
                cpu_threads=options.threads or os.cpu_count() or 2,
                local_files_only=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"faster-whisper cannot load this model ({error})",
                where=str(folder),
                remedy="Give a Whisper model for CTranslate2; `taiyaku models verify` checks those that were pulled",
            ) from error
        tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=LANGUAGE)
        return cls(f"faster-whisper:{wanted.removeprefix('whisper-')}:{compute}", model, tokenizer)

    def encode(self, samples: Samples, at_ms: int = 0) -> FasterWindow:
        """Run the encoder over up to 30 s of sound."""
        samples = samples[:WINDOW_SAMPLES]
        frames = max(1, len(samples) // HOP)
        padded = np.zeros(WINDOW_SAMPLES, np.float32)
        padded[: len(samples)] = samples
        features = self.model.feature_extractor(padded)[:, :3000]
        return FasterWindow(self, self.model.encode(features), frames, at_ms)

    def generate(self, encoded: Any) -> list[int]:
        """Tokens heard, greedily; a looping answer is asked for once more with repeats forbidden."""
        from faster_whisper.transcribe import get_compression_ratio

        prompt = [*self.tokenizer.sot_sequence, self.tokenizer.no_timestamps]
        best: list[int] = []
        for no_repeat in (0, 4):
            result = self.model.model.generate(
                encoded,
                [prompt],
                beam_size=1,
                max_length=MAX_TOKENS,
                no_repeat_ngram_size=no_repeat,
                return_scores=True,
                return_no_speech_prob=True,
                suppress_blank=True,
            )[0]
            best = [token for token in result.sequences_ids[0] if token < self.tokenizer.eot]
            if result.no_speech_prob > NO_SPEECH and result.scores[0] < LOW_SCORE:
                return []
            if not best or get_compression_ratio(self.tokenizer.decode(best)) < LOOP_RATIO:
                break
        return best


def _model_folder(wanted: str) -> Path:
    """The folder of a model. Raises WeightsError where it is not there, EngineError where it holds another thing."""
    folder = weights.find(wanted)
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise EngineError(
            f"this is no Whisper model for faster-whisper (it holds no {' and no '.join(missing)})",
            where=str(folder),
            remedy="Give --model a name, as base, or the folder of such a model",
        )
    return folder


def _compute_type(wanted: str, device: str) -> str:
    """What `auto` means on a device. Raises EngineError for what the device cannot do."""
    import ctranslate2

    if wanted == "auto":
        return "int8" if device == "cpu" else "float16"
    known = sorted(ctranslate2.get_supported_compute_types(device))
    if wanted not in known:
        raise EngineError(
            f"{device} cannot compute in {wanted}",
            where="--compute-type",
            remedy=f"Choose auto, {', '.join(known)}",
        )
    return wanted
