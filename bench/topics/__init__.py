"""What is measured, an item of the issue a module: each takes the workshop and returns finished sections."""
