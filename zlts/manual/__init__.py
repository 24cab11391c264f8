"""The clerk's manual, offline: its pages, found by name and shown on the terminal."""
