"""zlts: the window contest of a county police bureau, from files to awards."""

__version__ = "0.1.0"
