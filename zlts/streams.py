"""What standard output can show, on consoles that know fewer signs than we use."""

from __future__ import annotations

import io
import sys


def reconfigure_streams() -> None:
    """Once, at entry: what a GBK console cannot show becomes `?` instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
