"""Pages made from a job, for a person to look at."""

from taiyaku.report.alignment import compose_page
from taiyaku.report.sound import Sound, measure_peaks
from taiyaku.report.subtitles import compose_report

__all__ = ["Sound", "compose_page", "compose_report", "measure_peaks"]
