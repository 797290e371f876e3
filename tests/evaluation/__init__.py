"""The suggestions measured on research corpora: `make evaluate CORPORA=FOLDER` prints one table of all that are there.

FOLDER holds clones of the corpora's repositories, each under the name that it has there. One module a corpus turns what
it finds there into `corpus.Text`s; `measuring` compares the suggestions with them, `__main__` prints. The parts of a
corpus that are kept for a last test are not read. Nothing of a corpus is in Ascribe.
"""
