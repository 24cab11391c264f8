"""What Tab offers: names, units, periods and numbers as the ledger here has them."""

from pathlib import Path

import typer

from zlts.commands.shared import path_of
from zlts.store import completions
from zlts.store.completions import Word


def people(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Names; badges once a figure is typed."""
    figures = incomplete[:1].isdigit()
    return [word for word in completions.people(_ledger(ctx)) if word[0].isdigit() == figures]


def units(ctx: typer.Context) -> list[Word]:
    return completions.units(_ledger(ctx))


def batches(ctx: typer.Context) -> list[Word]:
    return completions.batches(_ledger(ctx))


def entries(ctx: typer.Context) -> list[Word]:
    return completions.entries(_ledger(ctx))


def complaints(ctx: typer.Context) -> list[Word]:
    return completions.complaints(_ledger(ctx))


def issued(ctx: typer.Context) -> list[Word]:
    return completions.issued(_ledger(ctx))


def months(ctx: typer.Context) -> list[str]:
    return [f"{year}-{month:02d}" for year, month in completions.months(_ledger(ctx))]


def quarters(ctx: typer.Context) -> list[str]:
    return list(dict.fromkeys(f"{year}Q{(month + 2) // 3}" for year, month in completions.months(_ledger(ctx))))


def years(ctx: typer.Context) -> list[str]:
    return list(dict.fromkeys(str(year) for year, _ in completions.months(_ledger(ctx))))


def topics() -> list[Word]:
    """The pages of the manual."""
    from zlts.manual.topics import TOPICS

    return [(topic.name, topic.title) for topic in TOPICS]


def award_papers() -> list[str]:
    """What an award can be written as."""
    from zlts.documents.award_papers import AwardPaper

    return [paper.value for paper in AwardPaper]


def tables() -> list[str]:
    """What `zlts export` writes."""
    from zlts.store.views import VIEWS

    return [*VIEWS]


def kinds() -> list[Word]:
    """The registers that `zlts import --kind` takes."""
    from zlts.registers.catalogue import KINDS

    return [*KINDS.items()]


def measures() -> list[str]:
    """The 三项制度."""
    return ["打招呼", "谈话", "告诫"]


def encodings() -> list[str]:
    """What a text file may be in."""
    return ["utf-8", "gb18030", "utf-16"]


def _ledger(ctx: typer.Context) -> Path:
    """The ledger that the command being typed would open."""
    named = ctx.params.get("ledger") or ctx.find_root().params.get("ledger_path")
    return path_of(ctx, Path(named) if isinstance(named, str | Path) else None)
