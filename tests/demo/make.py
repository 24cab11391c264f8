"""Make data/demo.zip, the made-up year that `zlts demo` unpacks: `python -m tests.demo.make`."""

from __future__ import annotations

from pathlib import Path

from tests.demo.fixed_zip import zip_bytes
from tests.demo.year_files import year_contents

ARCHIVE = Path(__file__).parents[2] / "data" / "demo.zip"

if __name__ == "__main__":
    ARCHIVE.write_bytes(zip_bytes(year_contents()))
