"""What can be asked of a library, by subject. A Reader answers all of it."""
