"""From a double click to a window on a library; and errors that nobody caught."""
