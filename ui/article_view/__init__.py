"""The text of an article: highlights, lanes, selection, hit-testing, the label bar and the speaker picker."""
