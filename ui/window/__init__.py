"""The main window: lays out the parts and ties them."""
