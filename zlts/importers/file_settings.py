"""What all sheets of a file are read by: words, roster, and what the clerk says of the whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zlts.formats.cells import Flaws
from zlts.importers.context import UnitNames
from zlts.importers.headers import HeaderFinder
from zlts.importers.vocabulary import Vocabulary
from zlts.periods import Month


@dataclass(frozen=True, slots=True)
class FileSettings:
    """`words` are the clerk's, by field code; what ends with `asked` she has said with an option."""

    finder: HeaderFinder
    vocabulary: Vocabulary
    units: UnitNames
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unit_asked: str = ""
    month_asked: Month | None = None
    since_1904: bool = False
    flaws: Flaws | None = None
    """Of separated text, whose rows may have cells too many or too few; None for all other files."""
    role_asked: str = ""
    kind_asked: bool = False
    """Whether the clerk said herself which register the file is."""
    web: bool = False
    """Whether the file is a page, whose rows may lack cells."""
