"""The reason of a suggestion, in words: what its rule looks for."""

from desktop.base.text_direction import isolated
from desktop.base.translation import Message, translated
from desktop.model.records import Evidence

_RULES = {
    "source, cue, content": Message(
        "A source, then a word of reporting, then what was said: “The mayor said the bridge …”"
    ),
    "content, source, cue": Message("What was said, then the source, then a word of reporting: “…,” the mayor said"),
    "content, cue, source": Message("What was said, then a word of reporting, then the source: “…,” said the mayor"),
    "according to": Message("A phrase that names the source of the whole sentence: “according to the mayor”"),
    "in her view": Message("A phrase that says whose view the sentence gives: “in her view”"),
    "headline": Message("A headline with a source before the colon: “Mayor: bridge to close”"),
    "turn": Message(
        "A turn of an interview or a transcript: a name, a colon, and what was said: “Mayor: The bridge …”"
    ),
    "announced quotation": Message("A quotation that the sentence before it announces with a colon"),
    "name and quotation": Message("A name or a text, a colon, and a quotation: “Mayor: ‘…’”"),
    "quotation with a verb": Message("A quotation beside a source and a verb that does not always report"),
    "quotation beside its speaker": Message("A quotation beside what its speaker does"),
    "quotation in turn": Message("A turn of a conversation, whose speaker follows from the ones before"),
    "quotation of the last speaker": Message("A quotation that names no source; the one who spoke last goes on"),
    "quotation": Message("Words in quotation marks, long enough to be speech; nothing says who spoke"),
    "passive": Message("A report in the passive: “it was said by the mayor that …”"),
    "subject of the clause": Message("A word of reporting that takes its source from the beginning of its clause"),
    "subject of the infinitive": Message("An infinitive that reports: “the mayor wants to warn that …”"),
    "subject after the clause": Message(
        "A clause of reporting that stands before its source: “Speaking of …, the mayor …”"
    ),
    "owner's noun": Message("A noun that reports, with its owner: “the mayor’s claim that …”"),
    "noun": Message("A noun that reports: “the claim that …”"),
    "mood": Message("The mood of the verb marks reported speech: of the one who spoke in the sentence before"),
    "learnt": Message("The model learnt it from what was accepted in this library"),
}


def why(evidence: Evidence) -> str:
    """Why something was suggested, in a sentence or two. A rule of another suggester is shown as it is."""
    rule = evidence.rule
    sentences = [f"{translated(_RULES[rule]) if rule in _RULES else isolated(rule)}."] if rule else []
    if evidence.cue:
        sentences.append(translated("The word of reporting here is “{cue}”.", cue=evidence.cue))
    return " ".join(sentences)
