"""Why something was suggested, in words: what each rule goes by."""

from desktop.model.records import Evidence

_RULES = {
    "source, cue, content": "A source, then a word of reporting, then what was said: “The mayor said the bridge …”",
    "content, source, cue": "What was said, then the source, then a word of reporting: “…,” the mayor said",
    "content, cue, source": "What was said, then a word of reporting, then the source: “…,” said the mayor",
    "according to": "A phrase that names the source of the whole sentence: “according to the mayor”",
    "in her view": "A phrase that says whose view the sentence gives: “in her view”",
    "headline": "A headline with a source before the colon: “Mayor: bridge to close”",
    "announced quotation": "A quotation that the sentence before it announces with a colon",
    "name and quotation": "A name or a text, a colon, and a quotation: “Mayor: ‘…’”",
    "quotation with a verb": "A quotation beside a source and a verb that does not always report",
    "quotation of the last speaker": "A quotation that names no source; the one who spoke last goes on",
    "quotation": "Words in quotation marks, long enough to be speech; nothing says who spoke",
    "passive": "A report in the passive: “it was said by the mayor that …”",
    "subject of the clause": "A word of reporting that takes its source from the beginning of its clause",
    "subject of the infinitive": "An infinitive that reports: “the mayor wants to warn that …”",
    "subject after the clause": "A clause of reporting that stands before its source: “Speaking of …, the mayor …”",
    "owner's noun": "A noun that reports, with its owner: “the mayor’s claim that …”",
    "noun": "A noun that reports: “the claim that …”",
    "learnt": "It is like what was accepted in this library: the model learnt it from the words around",
}


def why(evidence: Evidence) -> str:
    """What a suggestion goes by, in a sentence or two. A rule of another suggester stands for itself."""
    sentences = [f"{_RULES.get(evidence.rule, evidence.rule)}."] if evidence.rule else []
    if evidence.cue:
        sentences.append(f"The word of reporting here is “{evidence.cue}”.")
    return " ".join(sentences)
