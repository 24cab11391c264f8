"""Beyond one county: the form that a county hands up, and many of them joined."""
