"""The folder a clerk's PC without a network is set up from: `python -m release`."""
