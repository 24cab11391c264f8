"""Rows of the ledger file ↔ the plain values; SQLModel stays inside its `tables`."""
