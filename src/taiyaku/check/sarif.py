"""Faults as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from taiyaku import __version__
from taiyaku.check.fault import RULES, Fault

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write_sarif(found: Mapping[str, Sequence[Fault]]) -> str:
    """The faults of each file by its path, with `/` between its folders."""
    rules = [
        {
            "id": name,
            "shortDescription": {"text": rule.wants},
            "help": {"text": rule.hint},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
        }
        for name, rule in RULES.items()
    ]
    driver = {"name": "taiyaku", "version": __version__, "rules": rules}
    results = [_result(path, fault) for path, faults in found.items() for fault in faults]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(path: str, fault: Fault) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": path}}
    if fault.line:
        place["region"] = {"startLine": fault.line}
    facts = {"cue": fault.cue, "at_ms": fault.at_ms, "value": fault.value, "limit": fault.limit, "unit": fault.unit}
    return {
        "ruleId": fault.rule,
        "level": LEVELS[fault.grade],
        "message": {"text": fault.message},
        "locations": [{"physicalLocation": place}],
        "properties": {name: fact for name, fact in facts.items() if fact not in (None, "")},
    }
