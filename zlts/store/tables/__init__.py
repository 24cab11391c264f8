"""The ledger file's tables, known to `db` and its queries only; a module a theme.

What a row says stands here as text; whose it is and what its words mean is worked out from it (spec 3).
A new ledger gets the tables in the order in which the modules stand below, whichever is asked for first.
"""

from zlts.store.tables import kept, presses, registers, decisions, ledger  # isort: skip

__all__ = ["decisions", "kept", "ledger", "presses", "registers"]
