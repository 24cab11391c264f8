"""What each report contains: pure functions from a situation to a finished `reports.Report`."""
