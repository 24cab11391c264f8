"""What becomes of each row: accepted, duplicate or rejected, and what the accepted ones say.

One module a register, all pure: the rows of a register in the order of import, a roster and a policy go
in; a fate for every row and the register's facts come out. Running it again after the roster, the policy
or the set of batches has changed is all it takes to bring the fates up to date.
"""
