"""The registers, each declared in its own module, and what becomes of their rows: accepted, duplicate or rejected.

`catalogue` lists them. All are pure: the rows of a register in the order of import, a roster and the policies go in;
an outcome for every row and the register's facts come out. Running it again after the roster, a policy or the set of
batches has changed is all it takes to bring the outcomes up to date.
"""
