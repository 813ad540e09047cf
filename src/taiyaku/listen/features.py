"""What a window's sounds are read off: the encoder's output, and beside it the encoder's input.

The encoder knows which sound it is and imagines that a vowel goes on behind noise; its input knows when the sound ends.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PER_FRAME = 2  # frames of the input (10 ms) to each of the output (20 ms)


def beside(encoded: NDArray[np.float32], mel: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shape (frames, state + 2 * bands): each frame of the output with the two of the input that it stands for.

    `encoded` has shape (frames, state), `mel` (bands, at least 2 * frames).
    """
    own = mel[:, : PER_FRAME * len(encoded)].T.reshape(len(encoded), -1)
    return np.concatenate((encoded, own), axis=1).astype(np.float32)
