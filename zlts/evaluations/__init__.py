"""Evaluations one by one: taken in, told from their duplicates, and given to the officer of their day."""
