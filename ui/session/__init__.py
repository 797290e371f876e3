"""What is open, what of it is saved, and what the user is told: the one object on which all of the window hangs."""
