"""Claims, speakers and cues: the gestures, the claims' list, the details."""
