"""Files in, typed rows out, each with its place."""
