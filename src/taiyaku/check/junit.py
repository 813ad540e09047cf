"""Faults as JUnit XML, which build servers show: a suite a file, a case a rule; what is a mere note fails none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from taiyaku.check.fault import RULES, Fault


def write_junit(found: Mapping[str, Sequence[Fault]]) -> str:
    """The faults of each file by its path."""
    suites = ElementTree.Element("testsuites", {"name": "taiyaku check"})
    for path, faults in found.items():
        failed = {fault.rule for fault in faults if fault.grade != "info"}
        counts = {"tests": str(len(RULES)), "failures": str(len(failed))}
        suite = ElementTree.SubElement(suites, "testsuite", {"name": path, **counts})
        for rule in RULES:
            case = ElementTree.SubElement(suite, "testcase", {"classname": path, "name": rule})
            told = [fault for fault in faults if fault.rule == rule]
            if rule in failed:
                grave = any(fault.grade == "error" for fault in told)
                what = {"message": RULES[rule].hint, "type": "error" if grave else "warning"}
                ElementTree.SubElement(case, "failure", what).text = "\n".join(fault.message for fault in told)
            elif told:
                ElementTree.SubElement(case, "system-out").text = "\n".join(fault.message for fault in told)
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, "unicode")}\n'
