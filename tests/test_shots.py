"""Changes of shot are found where the picture changes, on the recording's clock."""

import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from taiyaku.errors import EngineError
from taiyaku.shots import find_shots

RATE = 25
CUTS = (2.0, 5.2, 6.2)  # seconds after the first picture


def film(path: Path, picture_at: float = 0.0, picture: bool = True) -> Path:
    """Nine seconds of coloured squares that move, others in every shot, and as much silence."""
    rng = np.random.default_rng(3)
    shots = [rng.integers(0, 255, (9, 16, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1) for _ in range(len(CUTS) + 1)]
    with av.open(str(path), "w") as out:
        sound = out.add_stream("aac", rate=16_000)
        video = out.add_stream("mpeg4", rate=RATE) if picture else None
        if video:
            video.width, video.height, video.pix_fmt = 160, 90, "yuv420p"
        for number in range(9 * 16_000 // 1024):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 16_000, number * 1024
            out.mux(sound.encode(frame))
        out.mux(sound.encode())
        if video:
            for number in range(9 * RATE):
                shot = shots[sum(number / RATE >= cut for cut in CUTS)]
                image = av.VideoFrame.from_ndarray(np.roll(shot, number, axis=1), format="rgb24")
                image.pts, image.time_base = number + round(picture_at * RATE), Fraction(1, RATE)
                out.mux(video.encode(image))
            out.mux(video.encode())
    return path


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
@pytest.mark.parametrize("picture_at", [0.0, 1.0])
def test_each_cut_is_found_to_the_frame(tmp_path: Path, ending: str, picture_at: float) -> None:
    seen: list[tuple[int, int]] = []
    found = find_shots(film(tmp_path / f"film.{ending}", picture_at), lambda done, total: seen.append((done, total)))
    wanted = [1000 * (cut + picture_at) for cut in CUTS]
    assert len(found) == len(wanted)
    assert all(abs(at - cut) <= 1000 / RATE / 2 for at, cut in zip(found, wanted, strict=True))
    assert seen
    assert seen[-1][0] <= seen[-1][1] + 1_000


def test_a_sound_without_a_picture_has_no_shots(tmp_path: Path) -> None:
    assert find_shots(film(tmp_path / "sound.mp4", picture=False)) == ()


def test_without_pyscenedetect_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scenedetect", None)
    with pytest.raises(EngineError) as caught:
        find_shots(tmp_path / "film.mp4")
    assert str(caught.value) == (
        "--shots: changes of shot are found by PySceneDetect, which is not installed. "
        "Install it with `pip install 'taiyaku[shots]'`, or leave --shots out."
    )
