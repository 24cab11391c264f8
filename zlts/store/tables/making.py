"""Tables made from columns that are declared elsewhere: of a record that is read and written, or of a register."""

from collections.abc import Collection, Mapping
from typing import Any, get_type_hints

from pydantic import create_model
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

NO_REFERENCES: Mapping[str, str] = {}


def of_columns(
    name: str,
    columns: Mapping[str, Any],
    *,
    key: str = "id",
    unique: Collection[str] = (),
    together: Collection[str] = (),
    index: Collection[str] = (),
    references: Mapping[str, str] = NO_REFERENCES,
) -> None:
    """Declare a table; its key is a whole number that SQLite gives, and stands first.

    `columns`: name → type; `unique`: those in which no value comes twice; `together`: those that are so as a whole;
    `index`: those with an index; `references`: column → the `table.column` where its value must stand.
    """
    fields: dict[str, Any] = {key: (int | None, Field(default=None, primary_key=True))}
    for column, kind in columns.items():
        rules: dict[str, Any] = {"unique": column in unique, "index": column in index}
        if column in references:
            rules["foreign_key"] = references[column]
        fields.setdefault(column, (kind, Field(**rules)))
    rules = {"__table_args__": (UniqueConstraint(*together),)} if together else {}
    base = type(name, (SQLModel,), {"__tablename__": name, "__module__": __name__, **rules})
    create_model(name, __base__=base, __cls_kwargs__={"table": True}, **fields)


def of_record(name: str, record: type, **rules: Any) -> None:
    """Declare the table of a record, a named tuple or a dataclass; a record without the key leaves it to SQLite."""
    of_columns(name, get_type_hints(record), **rules)
