"""Any audio or video that FFmpeg's libraries read, as 16 kHz mono on the container's clock.

Sample i of what comes out sounds at i / 16 ms after the container's zero: a late start and gaps in the timestamps
become silence, overlaps are cut. Subtitle players count from the same zero. An MPEG transport stream's clock
starts anywhere and an MP3's after its encoder's delay: there the container's own start is taken off.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taiyaku.errors import MediaError
from taiyaku.model import SAMPLE_RATE, Report, Samples, silent
from taiyaku.recording import Recording

JITTER = SAMPLE_RATE // 50  # 20 ms: timestamps in containers are rounded; less than this is no gap
LONGEST_GAP = 6 * 3600 * SAMPLE_RATE  # a longer one is a damaged timestamp
UNKNOWN_SIZE = 0xFFFFFFFF  # what a WAV says that was written to a pipe
OGG, OGG_LAST, LONGEST_OGG_PAGE = b"OggS", 4, 65_307  # mark, flag of the last page, bytes (RFC 3533)
CANCELLED = 0.01  # of the loudest channel's power; with less in their mean, channels cancel each other out
SHORTEST_SHARE = 0.8  # of the declared duration; with less decoded, the file was cut off
ZERO_BASED = ("matroska", "mov")  # their clock's zero is a player's zero; elsewhere it is the first timestamp


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """One audio track of a container; `index` counts audio tracks from 0."""

    index: int
    language: str
    codec: str
    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a container says of itself; the duration is 0 where it does not say.

    `ends` is false for an Ogg file without its last page: it was cut off, or recorded from a stream.
    """

    path: Path
    duration_ms: int
    tracks: tuple[AudioTrack, ...]
    has_video: bool
    ends: bool = True


def probe(path: Path) -> MediaInfo:
    """Read a container's header. Raises MediaError: missing, unreadable, or without audio."""
    with open_media(path) as container:
        tracks = tuple(
            AudioTrack(
                i,
                stream.metadata.get("language", ""),
                stream.codec_context.name,
                stream.codec_context.sample_rate,
                stream.codec_context.channels,
            )
            for i, stream in enumerate(container.streams.audio)
        )
        if not tracks:
            raise MediaError(
                "this file has no audio track",
                where=str(path),
                remedy="Give the recording that the transcript was made from",
            )
        duration_ms = (container.duration or 0) // 1000
        return MediaInfo(path, duration_ms, tracks, bool(container.streams.video), _ogg_ends(path))


def load_audio(path: Path, track: int = 0, report: Report = silent) -> Recording:
    """The whole recording. Raises MediaError as `stream_audio` does."""
    return Recording.of(stream_audio(path, track, report)).centred()


def stream_audio(path: Path, track: int = 0, report: Report = silent) -> Iterator[Samples]:
    """Consecutive blocks of the recording, from the container's zero on; `report` counts milliseconds.

    Raises MediaError: missing, no media, no such track, no audio in it, or cut off.
    """
    info = probe(path)
    if not 0 <= track < len(info.tracks):
        known = ", ".join(f"{t.index} ({t.language or t.codec})" for t in info.tracks)
        raise MediaError(f"there is no audio track {track}", where=str(path), remedy=f"Choose --track: {known}")
    written = 0
    with open_media(path) as container:
        for block in _on_the_clock(container, track, path):
            written += len(block)
            report(min(written * 1000 // SAMPLE_RATE, info.duration_ms), info.duration_ms)
            yield block
    _check_length(path, written, info.duration_ms)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _on_the_clock(container: Any, track: int, path: Path) -> Iterator[Samples]:
    """Decoded and resampled blocks, silence where the timestamps leave some, overlaps cut."""
    import av

    stream = container.streams.audio[track]
    zero = zero_of(container)
    resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
    written = 0
    expected: Fraction | None = None
    for frame in _decoded(container, stream, path):
        time = None if frame.pts is None else frame.pts * frame.time_base - zero
        if time is not None and (expected is None or abs(time - expected) * SAMPLE_RATE > JITTER):
            for block in _resampled(resampler, None):
                written += len(block)
                yield block
            resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
            gap = round(time * SAMPLE_RATE) - written
            if 0 < gap < LONGEST_GAP:
                written += gap
                yield np.zeros(gap, np.float32)
            expected = time
        if expected is not None:
            expected += Fraction(frame.samples, frame.sample_rate)
        for block in _resampled(resampler, frame):
            written += len(block)
            yield block
    yield from _resampled(resampler, None)


def _resampled(resampler: Any, frame: Any) -> Iterator[Samples]:
    """Blocks at 16 kHz, mixed by ourselves: FFmpeg's own mix to mono can exceed full scale."""
    if frame is not None:
        frame.pts = None
    for out in resampler.resample(frame):
        yield _mixed(out.to_ndarray())


def _mixed(channels: NDArray[np.float32]) -> Samples:
    """The mean of all channels, shape (channels, n); the loudest one where they cancel each other out.

    One side of a cable that is wired the wrong way round gives the other's opposite.
    """
    mean: Samples = channels.mean(axis=0, dtype=np.float32)
    power = np.square(channels).mean(axis=1)
    if np.square(mean).mean() < CANCELLED * power.max():
        return np.asarray(channels[power.argmax()], np.float32)
    return mean


def _decoded(container: Any, stream: Any, path: Path) -> Iterator[Any]:
    """Frames of one stream; packets that cannot be decoded are passed over, as players do."""
    import av

    good = bad = 0
    try:
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                bad += 1
                continue
            good += len(frames)
            yield from frames
    except av.error.FFmpegError as error:
        raise MediaError(
            f"the file breaks off while it is read ({error.strerror})", where=str(path), remedy="Copy it again"
        ) from error
    if not good:
        raise MediaError(
            "its audio track holds no sound" + (" that can be decoded" if bad else ""),
            where=str(path),
            remedy="Check the file in a player, or choose another track with --track",
        )


def zero_of(container: Any) -> Fraction:
    """The time in seconds that players count from."""
    if any(name in container.format.name for name in ZERO_BASED) or container.start_time is None:
        return Fraction(0)
    return Fraction(container.start_time, 1_000_000)


def _check_length(path: Path, written: int, duration_ms: int) -> None:
    found_ms = written * 1000 // SAMPLE_RATE
    duration_ms = round(duration_ms * _missing_from_wav(path))
    if found_ms < duration_ms * SHORTEST_SHARE - 1_000:
        raise MediaError(
            f"the file is cut off: it says {duration_ms / 1000:.1f} s and holds {found_ms / 1000:.1f} s of audio",
            where=str(path),
            remedy="Copy or export it again",
        )


def _ogg_ends(path: Path) -> bool:
    """Whether an Ogg file's last page says that it is the last (RFC 3533, section 6); true for other files."""
    with path.open("rb") as file:
        if file.read(4) != OGG:
            return True
        file.seek(max(0, path.stat().st_size - LONGEST_OGG_PAGE))
        tail = file.read()
    flags = tail.rfind(OGG) + 5
    return flags < len(tail) and bool(tail[flags] & OGG_LAST)


def _missing_from_wav(path: Path) -> float:
    """How many times longer a WAV file says it is than it is; 1 for other files. FFmpeg trusts the file's size."""
    with path.open("rb") as file:
        mark, declared, kind = struct.unpack("<4sI4s", file.read(12).ljust(12, b"\0"))
    if (mark, kind) != (b"RIFF", b"WAVE") or declared == UNKNOWN_SIZE:
        return 1.0
    return float(max(1.0, declared / path.stat().st_size))


@contextmanager
def open_media(path: Path) -> Iterator[Any]:
    """An open container; what cannot be opened is told apart."""
    import av

    if path.is_dir():
        raise MediaError("this is a folder", where=str(path), remedy="Give the recording itself")
    try:
        container = av.open(str(path), metadata_errors="ignore")
    except FileNotFoundError as error:
        raise MediaError("there is no such recording", where=str(path), remedy="Check the path") from error
    except PermissionError as error:
        raise MediaError("this file may not be read", where=str(path), remedy="Check its permissions") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _not_media(path) from error
    try:
        yield container
    finally:
        container.close()


def _not_media(path: Path) -> MediaError:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        return MediaError("this file is empty", where=str(path), remedy="Copy it again")
    if b"\0" not in head:
        return MediaError(
            "this is a text file, whatever its name says", where=str(path), remedy="Give the audio or video file"
        )
    if b"ftyp" in head[:64] or head[:4] in (b"\x1aE\xdf\xa3", b"RIFF", b"OggS", b"fLaC"):
        return MediaError("the file is cut off: its index is missing", where=str(path), remedy="Copy it again")
    return MediaError("FFmpeg's libraries know no such format", where=str(path), remedy="Convert it to WAV or MP4")
