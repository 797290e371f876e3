"""What every floor stands on: errors, files, paths, encodings; nothing of articles."""
