"""Whisper through faster-whisper and CTranslate2: the fast recognizer on a CPU, and the default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import numpy as np

from taiyaku import weights
from taiyaku.errors import EngineError
from taiyaku.listen.tokens import HOP, LANGUAGE, MAX_TOKENS, WINDOW_SAMPLES, Timing, joined_to, to_words
from taiyaku.model import EngineOptions, Samples, Word

DEFAULT_MODEL = "whisper-base"
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

        wanted = options.model or DEFAULT_MODEL
        folder = weights.find(wanted)
        device = options.device
        if device == "auto":
            device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        compute = options.compute_type
        if compute == "auto":
            compute = "int8" if device == "cpu" else "float16"
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
                remedy="Check --device and --compute-type, or `taiyaku models verify`",
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
