"""Golden text grids: how the reports of the made-up county look, kept as text.

`python -m tests.golden.make` makes them again; `tests/test_golden.py` compares.
"""
