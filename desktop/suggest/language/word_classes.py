"""What a word does in its clause: a letter for each class, by the lists of a language or by a word's ending."""

DETERMINER = "D"
SUBJECT = "R"  # pronouns that are subjects: he, they
OBJECT = "O"  # pronouns that are not: him, them
QUESTION = "H"  # who, which, how
PREPOSITION = "P"
TO = "T"
COORDINATOR = "C"  # and, or, but
SUBORDINATOR = "S"  # that, because
AUXILIARY = "A"
NEGATION = "X"
ADVERB = "B"
TIME = "Y"  # Monday, month
ADJECTIVE = "J"
NUMBER = "M"
NAME = "L"
NOUN = "N"
POSSESSIVE = "Z"  # the 's of "Croft's"
VERB = "V"
PAST_VERB = "E"  # a past tense or participle
GERUND_VERB = "G"
PUNCTUATION = "."
OPENING = "("
CLOSING = ")"

FINITE = frozenset({VERB, AUXILIARY, PAST_VERB})
VERBS = frozenset({VERB, PAST_VERB, GERUND_VERB})
# What can stand between a subject and its verb.
BEFORE_VERB = frozenset({AUXILIARY, ADVERB, NEGATION})

# The lists of a language's data file; a word in several is what the last of them says.
LISTS = (
    ("noun", NOUN),
    ("adjective", ADJECTIVE),
    ("number", NUMBER),
    ("time", TIME),
    ("adverb", ADVERB),
    ("preposition", PREPOSITION),
    ("determiner", DETERMINER),
    ("subordinator", SUBORDINATOR),
    ("auxiliary", AUXILIARY),
    ("negation", NEGATION),
    ("object", OBJECT),
    ("question", QUESTION),
    ("subject", SUBJECT),
    ("to", TO),
    ("coordinator", COORDINATOR),
)
ENDINGS = (
    ("noun", NOUN), ("adverb", ADVERB), ("verb", VERB), ("participle", PAST_VERB), ("gerund", GERUND_VERB),
    ("adjective", ADJECTIVE),
)  # fmt: skip
