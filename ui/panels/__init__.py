"""The parts beside the text: articles, claims, the details of what is selected, speakers."""
