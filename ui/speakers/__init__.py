"""The speakers: their list, their dialogs, whom to offer."""
