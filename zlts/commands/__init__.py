"""The commands, three to eight lines each; `cli` lists them."""
