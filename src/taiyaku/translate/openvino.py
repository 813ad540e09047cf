"""A GGUF model in this process, through OpenVINO, which answers many requests at a time. Nothing leaves the machine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from taiyaku import weights
from taiyaku.engine import Candidate, EngineOptions, TranslationRequest
from taiyaku.errors import EngineError
from taiyaku.translate.batching import AT_ONCE, Pipeline
from taiyaku.translate.chat import answer
from taiyaku.translate.gguf import TEMPERATURE, TOKENS_A_LINE, Speed, engine_name, model_path
from taiyaku.translate.prompt import grammar, messages
from taiyaku.translate.reply import Reply

CACHE_GB = 1  # of attention's keys and values: some 18,000 tokens of the bundled model, for all requests together
TOKENS_A_STEP = 512  # at most, of prompts that are read while answers are written
# half precision and compressed keys make near ties fall one way or the other by what is answered beside
PRECISE = {"INFERENCE_PRECISION_HINT": "f32", "KV_CACHE_PRECISION": "f32"}
LOCK = "openvino.lock"
ROOM = 1.3  # of the file's size: what is prepared is an eighth larger


@dataclass(slots=True)
class Late:
    """A pipeline that is opened once, by the first of several threads that wants it; the others wait."""

    opens: Callable[[], Pipeline]
    lock: Lock = field(default_factory=Lock)
    opened: Pipeline | None = None
    error: EngineError | None = None

    def get(self) -> Pipeline:
        """The pipeline. Raises EngineError where it cannot be opened, without another try."""
        with self.lock:
            if self.error:
                raise self.error
            if self.opened is None:
                try:
                    self.opened = self.opens()
                except EngineError as error:
                    self.error = error
                    raise
            return self.opened

    def close(self) -> None:
        """Close it if it was opened; it goes with its last reference."""
        with self.lock:
            if self.opened is not None:
                self.opened.close()
                self.opened = None


@dataclass(frozen=True, slots=True)
class OpenVino:
    """A model that is loaded when it is first asked; it answers up to `at_once` requests of as many threads."""

    name: str
    pipeline: Late
    speed: Speed
    sends_text_to: str = ""
    at_once: int = AT_ONCE

    @classmethod
    def load(cls, options: EngineOptions) -> OpenVino:
        """Find a GGUF file by manifest name or path. Raises WeightsError; the first request, EngineError."""
        speed = Speed()
        return cls(engine_name("openvino", options), Late(partial(_open, model_path(options), options, speed)), speed)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Numbered lines; the grammar binds only those that are forced, since it takes seconds to be made ready."""
        return answer(request, self._ask, min(request.candidates, self.at_once))

    def close(self) -> None:
        """Unload the model, if it was asked anything."""
        self.pipeline.close()

    def _ask(self, request: TranslationRequest, number: int) -> Reply:
        settings: dict[str, Any] = {"max_new_tokens": TOKENS_A_LINE * len(request.sentences)}
        if number:
            settings |= {"do_sample": True, "temperature": TEMPERATURE, "rng_seed": number}
        pipeline = self.pipeline.get()
        if request.forced:
            settings["structured_output_config"] = pipeline.api.StructuredOutputConfig(grammar=grammar(request))
        try:
            return Reply(*pipeline.complete(messages(request), **settings))
        except RuntimeError as error:
            raise EngineError(
                f"the model cannot answer ({error})", where=self.name, remedy="Try a shorter turn"
            ) from error


def _open(path: Path, options: EngineOptions, speed: Speed) -> Pipeline:
    """A loaded model. Raises EngineError where the file is none that OpenVINO can read."""
    threads = {"INFERENCE_NUM_THREADS": options.threads} if options.threads else {}
    try:
        api = _api()
        scheduling = api.SchedulerConfig()
        scheduling.cache_size = CACHE_GB
        scheduling.max_num_batched_tokens = TOKENS_A_STEP
        scheduling.enable_prefix_caching = True  # of what all prompts begin with
        folder = prepared(path, options.tell)
        batching = api.ContinuousBatchingPipeline(str(folder), scheduling, "CPU", {**PRECISE, **threads})
        pipeline = Pipeline(api, batching, speed)
        pipeline.complete(messages(TranslationRequest(("",))), max_new_tokens=1)  # so that none reads the head again
        pipeline.expected = AT_ONCE
        return pipeline
    except (RuntimeError, OSError, ImportError) as error:
        reason = str(error).strip().rpartition("\n")[2]  # before it stands where in its own source it failed
        raise EngineError(
            f"OpenVINO cannot load this model ({reason})",
            where=str(path),
            remedy="Use `--translator llama`, which takes any GGUF file",
        ) from error


def prepared(path: Path, tell: Callable[[str], None]) -> Path:
    """The folder of a GGUF file in OpenVINO's format, which is written once; raises RuntimeError or OSError.

    Where the model is of the cache it lies beside it, and goes with it.
    """
    from filelock import FileLock

    cached = weights.cache_folder()
    parent = path.parent if path.is_relative_to(cached) else cached / "prepared"
    folder = parent / f"openvino-{weights.known_sum(path)[:16]}"
    parent.mkdir(parents=True, exist_ok=True)
    with FileLock(cached / LOCK):
        if not folder.is_dir():  # it comes there only when it is whole
            tell("preparing the model for OpenVINO, once (half a minute, and as much disk as the model takes)")
            _prepare(path, folder)
    return folder


def _prepare(path: Path, folder: Path) -> None:
    needed, free = path.stat().st_size * ROOM, shutil.disk_usage(folder.parent).free
    if free < needed:  # OpenVINO itself would say nothing
        raise OSError(f"{needed / 1e9:.1f} GB of disk are needed to prepare it, and {free / 1e9:.1f} are free")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".openvino-") as making:
        made = Path(making) / "made"
        made.mkdir()
        given = made / "model.gguf"  # what OpenVINO writes goes beside what it reads
        try:
            given.hardlink_to(path.resolve())
        except OSError:  # of another disk
            shutil.copyfile(path, given)
        _api().LLMPipeline(str(given), "CPU", enable_save_ov_model=True)
        given.unlink()
        made.rename(folder)


def _api() -> Any:
    """The package, without its telemetry, which would look for its server as soon as it is imported."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino_genai

    return openvino_genai
