"""Who said it: the likeliest of the phrases near an attribution, and of those that the rules and the tagger name."""

from collections.abc import Iterator, Sequence

from desktop.suggest.evaluation.gold import GoldArticle
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import COORDINATOR, DETERMINER, FINITE, NAME, NOUN, SUBJECT
from desktop.suggest.language.word_lists import Language
from desktop.suggest.learning.models import Classifier, Examples
from desktop.suggest.learning.proposals import Proposals
from desktop.suggest.learning.tagger import spans
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.sources import main_subject, phrase_after, phrase_before, subject, verb_start

Sources = tuple[Span, ...]
Candidates = dict[Sources, list[str]]  # whom it may be from, and what each was thought of for

_RIGHT, _WRONG = "right", "wrong"
_DOUBTED = 0.05  # below this likelihood nobody is named
_NEAREST = 6  # phrases on each side of a cue that are looked at
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 99)  # distances in tokens
_BEGINS = frozenset({NAME, NOUN, SUBJECT, DETERMINER})
_SAID = frozenset({"own", "rules", "tagger", "before", "last"})


def add_source_examples(examples: Examples, proposals: Proposals, article: GoldArticle, words: Language) -> None:
    """Adds to the examples, for what was rightly proposed in an article, whom it may be from, and who it was."""
    for proposed, _ in proposals.each():
        before: Found | None = None
        in_order = sorted(proposed, key=lambda one: min(one.contents))
        for one, match in zip(in_order, proposals.matched(in_order, article), strict=True):
            if match.gold and match.is_close:
                gold = spans(proposals.tokens, match.gold.sources)
                candidates = _candidates(proposals, one, before, words)
                for sources in candidates:
                    right = any(start < stop and begin < end for start, end in gold for begin, stop in sources)
                    features = _described(proposals, one, sources, candidates)
                    examples.show(features, _RIGHT if right else _WRONG)
            before = one


def choose_sources(classifier: Classifier, proposals: Proposals, chosen: list[Found], words: Language) -> None:
    """Gives each attribution the likeliest of those it may be from, if one is likely."""
    named: list[Sources] = []
    before: Found | None = None
    for one in chosen:
        candidates = _candidates(proposals, one, before, words)
        best: Sources = ()
        most = _DOUBTED
        for sources in candidates:
            features = _described(proposals, one, sources, candidates)
            likely = classifier.likelihoods(features).get(_RIGHT, 0.0)
            if likely > most:
                best, most = sources, likely
        named.append(best)
        before = one
    for one, sources in zip(chosen, named, strict=True):
        one.sources = list(sources)


def _candidates(proposals: Proposals, found: Found, before: Found | None, words: Language) -> Candidates:
    """Whom an attribution may be from: whom it, others like it and the one before it name, and the phrases near it."""
    tokens = proposals.tokens
    candidates: Candidates = {}

    def add(sources: Sequence[Span], reason: str) -> None:
        if sources:
            candidates.setdefault(tuple(sources), []).append(reason)

    add(found.sources, "own")
    for name, others in (("rules", proposals.by_rules), ("tagger", proposals.by_tagger)):
        with_cue, with_content = others.with_cue_of(found), others.with_content_of(found)
        add(with_cue.sources if with_cue else (), name)
        add(with_content.sources if with_content and with_content is not with_cue else (), f"{name} beside")
    if before:
        same = tokens.sentence_of[before.head] == tokens.sentence_of[found.head]
        add(before.sources, "before" if same else "last")
    start, end = _cue(found)
    first, after = tokens.sentences[tokens.sentence_of[start]]
    left = phrase_before(tokens, verb_start(tokens, start, first), first, words)
    right = phrase_after(tokens, end, after, words) if end < after else None
    for phrase, reason in (
        (left, "left"),
        (right, "right"),
        (subject(tokens, start, first, words), "subject"),
        (main_subject(tokens, start, first, words), "main"),
    ):
        add([phrase] if phrase else (), reason)
    named = [span for sources in candidates for span in sources]
    for phrase in _phrases_near(tokens, found, words):
        if not any(phrase[0] < stop and begin < phrase[1] for begin, stop in named):
            add([phrase], "phrase")
    return candidates


def _cue(found: Found) -> Span:
    """The cue; without one, the whole of what was said."""
    return found.cues[0] if found.cues else (min(found.contents)[0], max(found.contents)[1])


def _phrases_near(tokens: Tokens, found: Found, words: Language) -> Iterator[Span]:
    """The phrases of the cue's sentence that are nearest to it, and not in what was said."""
    cue = _cue(found)[0]
    index, after = tokens.sentences[tokens.sentence_of[cue]]
    phrases: list[Span] = []
    while index < after:
        phrase = phrase_after(tokens, index, after, words) if tokens.tags[index] in _BEGINS else None
        if phrase and not any(start <= index < end for start, end in found.contents):
            phrases.append(phrase)
        index = phrase[1] if phrase else index + 1
    yield from [phrase for phrase in phrases if phrase[0] < cue][-_NEAREST:]
    yield from [phrase for phrase in phrases if phrase[0] >= cue][:_NEAREST]


def _described(proposals: Proposals, found: Found, sources: Sources, candidates: Candidates) -> list[str]:
    """The features of a candidate: what it was thought of for, where it stands, what it is and what is around it."""
    tokens = proposals.tokens
    lower, tags = tokens.lower, tokens.tags
    start, end = found.cues[0] if found.cues else (min(found.contents)[0],) * 2
    begin, stop = sources[0]
    reasons = candidates[sources]
    why = "+".join(sorted(reasons))
    cue = f"{tags[start]}{tags[end - 1]}" if end > start else "-"
    side = "l" if begin < start else "r"
    gap = f"{side}{_distance(start - stop if side == 'l' else begin - end)}"
    between = range(min(stop, end), max(begin, start))
    verbs = min(2, sum(tags[k] in FINITE for k in between))
    commas = min(3, sum(tokens.words[k] == "," for k in between))
    shape = f"{tags[begin]}{tags[stop - 1]}"
    inside = any(first <= begin < after for first, after in found.contents)
    opens = begin == tokens.sentences[tokens.sentence_of[begin]][0]
    quoted = tokens.quotations.inside[begin] >= 0
    joined = start > 0 and tags[start - 1] == COORDINATOR
    crossed = sum(other != sources and any(a < stop and begin < b for a, b in other) for other in candidates)
    known = "+".join(sorted({one for every in candidates.values() for one in every} & _SAID))
    tagged = proposals.by_tagger.with_cue_of(found) or proposals.by_tagger.with_content_of(found)
    sure = "-" if tagged is None else int(10 * tagged.sure_of_source)
    features = [
        "b", f"sure={sure}{why}", f"suret={sure}{'tagger' in reasons}",
        f"why={why}", f"whyr={why}{found.rule}", f"whyc={why}{cue}", f"known={why}|{known}",
        f"side={side}{cue}", f"gap={gap}", f"gapc={gap}{cue}", f"in={inside}", f"inr={inside}{why}",
        f"same={tokens.sentence_of[begin] == tokens.sentence_of[start]}", f"q={quoted}",
        f"verbs={verbs}{side}{cue}", f"commas={commas}{side}", f"commasv={commas}{verbs}{side}{cue}",
        f"t={shape}", f"ts={shape}{side}", f"tc={shape}{cue}", f"w={lower[stop - 1]}", f"w1={lower[begin]}",
        f"cw={lower[end - 1]}{side}", f"first={opens}{side}", f"firstc={opens}{cue}{verbs}",
        f"n={len(sources)}", f"len={min(stop - begin, 8)}", f"others={len(candidates)}",
        f"p={lower[begin - 1] if begin else '^'}", f"pt={tags[begin - 1] if begin else '^'}{side}",
        f"a={lower[stop] if stop < len(tokens) else '$'}", f"at={tags[stop] if stop < len(tokens) else '$'}{side}{cue}",
        f"j={joined}{side}{verbs}", f"over={min(crossed, 3)}{why}",
    ]  # fmt: skip
    for reason in reasons:
        features += [f"has={reason}", f"hasr={reason}{found.rule}", f"hasc={reason}{cue}"]
    return features


def _distance(tokens: int) -> int:
    return next((step for step in _STEPS if tokens <= step), _STEPS[-1])
