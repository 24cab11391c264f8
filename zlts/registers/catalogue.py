"""The list of registers; tables, views, words and the kinds of files are derived from it."""

from __future__ import annotations

from zlts.registers.business import BUSINESS
from zlts.registers.complaints import COMPLAINTS
from zlts.registers.evaluations import EVALUATIONS
from zlts.registers.filings import FILINGS
from zlts.registers.inspections import INSPECTIONS
from zlts.registers.measures import LOGGED_MEASURES
from zlts.registers.rosters import ROSTER
from zlts.registers.summaries import SUMMARIES

REGISTERS = (EVALUATIONS, SUMMARIES, COMPLAINTS, INSPECTIONS, LOGGED_MEASURES, ROSTER, FILINGS, BUSINESS)

BY_KIND = {one.kind: one for one in REGISTERS}

SMALL = {one.kind: one for one in REGISTERS if one is not EVALUATIONS}
"""The registers whose rows are kept as they say it and settled as a whole."""

FORMS = tuple(form for one in REGISTERS for form in one.forms)
"""Of two forms a file could be, the one with more columns is meant; within a register the earlier one."""

KINDS = {one.kind: one.word for one in REGISTERS if one.kind in {form.register for form in one.forms}}
"""The kinds of files that `import --kind` takes → their words. Summaries are evaluations, too."""

SCHEMA = max(since for one in REGISTERS for since in (one.since, *(item.since for item in one.fields.values())))
"""The ledger's schema that the declarations ask for."""


def field_names() -> dict[str, tuple[str, ...]]:
    """The names `--map` takes, for each kind of files, for help texts."""
    every = {kind: [item.name for form in FORMS if form.register == kind for item in form.fields] for kind in KINDS}
    return {kind: tuple(dict.fromkeys(names)) for kind, names in every.items()}


def code_names(kind: str) -> dict[str, str]:
    """The codes of the fields of a kind of files with the names `--map` takes."""
    return {item.code: item.name for form in FORMS if form.register == kind for item in form.fields}
