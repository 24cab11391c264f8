"""`python -m zlts`."""

from zlts.cli import main

main()
