"""What every part of the window stands on: colours, settings, keys, small widgets."""
