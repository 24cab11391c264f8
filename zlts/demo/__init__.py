"""A made-up county and its made-up year, so that the program can be shown without real people."""
