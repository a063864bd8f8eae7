"""The form of a packed file: columns of numbers behind a head that names them, as a browser reads
them without copying.

Little-endian::

    "DLM1" | length of the head, uint32 | head, JSON in UTF-8 | columns, each from the next multiple of 8 bytes on
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"DLM1"
STEP_BYTES = 8

Numbers = NDArray[Any]


def narrow(values: Numbers, top: int | None = None) -> Numbers:
    """As unsigned integers of the fewest bytes that hold them, and ``top``."""
    highest = int(values.max(initial=0)) if top is None else top
    return values.astype(np.min_scalar_type(highest))


def written(head: Mapping[str, Any], columns: Mapping[str, Numbers]) -> bytes:
    """The bytes. The head gets ``columns``: name, type and length of each."""
    listed = [[name, values.dtype.str.lstrip("|"), len(values)] for name, values in columns.items()]
    code = json.dumps(
        {**head, "columns": listed}, ensure_ascii=True, separators=(",", ":")
    ).encode()
    file = bytearray(MAGIC + struct.pack("<I", len(code)) + code)
    for values in columns.values():
        file += (
            bytes(-len(file) % STEP_BYTES) + values.astype(values.dtype.newbyteorder("<")).tobytes()
        )
    return bytes(file)
