"""What the checks of annotations find, as a list beside the window."""
