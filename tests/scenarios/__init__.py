"""An outside reading of the notice: what a person may expect, scenario by scenario, played through the commands."""
