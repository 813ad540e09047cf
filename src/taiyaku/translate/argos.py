"""Argos Translate: a small offline translator, where a ja->en package is installed.

Its own sentence splitter would fetch a model at run time; sentences come here already cut, so it is passed by.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taiyaku.engine import Candidate, EngineOptions, TranslationRequest
from taiyaku.errors import EngineError

FROM, TO = "ja", "en"
OWN_PACKAGES = "OPENNMT"  # what Argos calls models on this machine
INSTALL = "Install a ja->en package with Argos (`argospm install translate-ja_en`), or choose --translator llama"


class _Whole:
    """Stands in for Argos's sentence splitter: the text is one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


@dataclass(frozen=True, slots=True)
class Argos:
    """An installed ja->en translation."""

    name: str
    translation: Any
    sends_text_to: str = ""

    @classmethod
    def load(cls, options: EngineOptions) -> Argos:
        """Find the installed package; `extra={"pivot": "yes"}` allows a way through a third language.

        Raises EngineError where there is no Japanese, no English, no pair, or only a pivot, and where Argos is set to
        send the text elsewhere.
        """
        import argostranslate.settings
        import argostranslate.translate as argos

        provider = argostranslate.settings.model_provider.name
        if provider != OWN_PACKAGES:  # an environment variable or Argos's settings can make it ask a service instead
            raise EngineError(
                f"Argos is set to ask a service on the network ({provider})",
                where="ARGOS_MODEL_PROVIDER",
                remedy="Nothing was sent; take that setting away, or choose --translator openai with a --server",
            )
        languages = {language.code: language for language in argos.get_installed_languages()}
        for code, word in ((FROM, "Japanese"), (TO, "English")):
            if code not in languages:
                raise EngineError(f"Argos has no package for {word}", where="argos", remedy=INSTALL)
        translation = languages[FROM].get_translation(languages[TO])
        if translation is None:
            raise EngineError("Argos has no way from Japanese to English", where="argos", remedy=INSTALL)
        parts = list(_packages(translation))
        if len(parts) > 1 and options.extra.get("pivot") != "yes":
            way = " -> ".join([FROM, *(part.pkg.to_code for part in parts)])
            raise EngineError(
                f"Argos would translate by way of another language ({way})", where="argos", remedy=INSTALL
            )
        for part in parts:
            part.sentencizer = _Whole()
        names = "+".join(f"{p.pkg.from_code}_{p.pkg.to_code}-{p.pkg.package_version}" for p in parts)
        return cls(f"argos:{names}", translation)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Each sentence by itself, n best; context is not used."""
        sources = [text.strip() for text in request.sentences]
        columns = [self.translation.hypotheses(source, request.candidates) for source in sources]
        return tuple(
            Candidate(tuple(column[n].value.strip() for column in columns), sum(column[n].score for column in columns))
            for n in range(request.candidates)
        )

    def close(self) -> None:
        """Nothing is held beyond the object itself."""


def is_installed() -> bool:
    """Whether a ja->en package lies in Argos's folder; Argos itself, slow to import, is not asked."""
    return any(
        (entry.get("from_code"), entry.get("to_code")) == (FROM, TO) for entry in map(_metadata, _package_folders())
    )


def _package_folders() -> Iterator[Path]:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "argos-translate"
    folder = Path(os.environ.get("ARGOS_PACKAGES_DIR") or data / "packages")
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_dir())


def _metadata(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "metadata.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _packages(translation: Any) -> Iterator[Any]:
    """The package translations that a translation is made of: one, or more by way of a pivot."""
    if hasattr(translation, "t1"):
        yield from _packages(translation.t1)
        yield from _packages(translation.t2)
    elif hasattr(translation, "underlying"):
        yield from _packages(translation.underlying)
    else:
        yield translation
