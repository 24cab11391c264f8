"""What travels in the bundle as it stands, and is run by a clerk's own Python before anything is installed."""
