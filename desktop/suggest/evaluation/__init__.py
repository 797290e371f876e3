"""Measures suggestions by gold annotations. How annotators, suggestions and gold agree: `desktop.agreement`."""
