"""Where the picture of a recording changes from one shot to the next, by PySceneDetect, which is an extra."""

from __future__ import annotations

from pathlib import Path

from taiyaku.errors import EngineError, MediaError
from taiyaku.media import probe
from taiyaku.model import Report, silent
from taiyaku.picture import first_picture_ms

STEP_S = 10.0  # seconds of film between two reports


def require_shots() -> None:
    """Raise EngineError where PySceneDetect is not installed."""
    try:
        import scenedetect  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise EngineError(
            "changes of shot are found by PySceneDetect, which is not installed",
            where="--shots",
            remedy="Install it with `pip install 'taiyaku[shots]'`, or leave --shots out",
        ) from error


def find_shots(media: Path, report: Report = silent) -> tuple[int, ...]:
    """When each shot but the first begins, in milliseconds on the recording's clock, of hard cuts.

    A sound without a picture has none. Raises MediaError or EngineError.
    """
    require_shots()
    info = probe(media)
    if not info.has_video:
        return ()
    from scenedetect import ContentDetector, SceneManager
    from scenedetect.backends.pyav import VideoStreamAv

    begins = first_picture_ms(media)
    try:
        video, manager = VideoStreamAv(str(media)), SceneManager()
        manager.add_detector(ContentDetector())
        while manager.detect_scenes(video, duration=STEP_S):
            report(round(video.position.seconds * 1000), info.duration_ms)
    except (OSError, ValueError) as error:  # what PyAV raises is one of these
        raise MediaError(
            f"the picture cannot be read ({error})", where=str(media), remedy="Leave --shots out"
        ) from error
    return tuple(begins + round(start.seconds * 1000) for start, _ in manager.get_scene_list()[1:])
