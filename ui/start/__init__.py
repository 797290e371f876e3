"""From a double click to a window on a library; and what nobody caught."""
