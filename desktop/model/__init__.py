"""What Ascribe is about, without a library: records, text and its words, speakers, the codebook."""
