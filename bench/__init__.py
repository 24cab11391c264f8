"""The measuring instrument: `python -m bench` runs zlts beside its yardsticks and writes `RESULTS.md`."""
