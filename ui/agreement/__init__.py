"""How far annotators, suggestions and gold agree, in a window of its own beside the text."""
