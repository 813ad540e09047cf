"""The pages' templates with their styles and scripts, from this package's own files; every text is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from taiyaku.text.normalize import has_japanese


@cache
def template(name: str) -> Template:
    """A page's template."""
    environment = Environment(
        loader=PackageLoader("taiyaku.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["japanese"] = has_japanese
    return environment.get_template(name)
