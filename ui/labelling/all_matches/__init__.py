"""All matches of what is sought, to be labelled or to name a speaker at once."""
