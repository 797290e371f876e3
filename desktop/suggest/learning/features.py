"""What the learner sees: strings that describe each token, and each attribution that the rules found."""

from collections.abc import Iterator, Sequence

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import FINITE, PUNCTUATION, VERBS
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.cues import Cue, cue_at
from desktop.suggest.rules.findings import Found, Span

OUTSIDE = "O"
_LONGEST_WORD = 25
_LOOKED_AT = 80  # tokens of a content that are looked at
_QUOTATION_ENDS = frozenset({",", ".", "?", "!", "open"})
_STEPS = (0, 1, 2, 3, 6, 11, 24, 99)  # distances in tokens, from here to the far end of a sentence


Parts = tuple[Sequence[Span], Sequence[Span], Sequence[Span]]  # contents, sources, cues


def labels(size: int, attributions: Sequence[Parts]) -> list[str]:
    """The labels of a text's tokens; where attributions overlap, the first one has the token."""
    every = [OUTSIDE] * size
    for attribution in attributions:
        for token, label in _labels_of(attribution):
            if every[token] == OUTSIDE:
                every[token] = label
    return every


def _labels_of(attribution: Parts) -> Iterator[tuple[int, str]]:
    """The label of each token of an attribution: cue, source or content, and on which side its cue stands."""
    contents, sources, cues = attribution
    heads = [start for start, _ in cues]

    def side(start: int) -> str:
        if not heads:
            return "n"
        return "r" if min(heads, key=lambda head: abs(head - start)) > start else "l"

    for spans, part in ((cues, "C"), (sources, "S"), (contents, "X")):
        for start, end in spans:
            name = part if part == "C" else part + side(start)
            yield from ((token, ("B" if token == start else "I") + name) for token in range(start, end))


def of_tokens(tokens: Tokens, found: list[Found], language: Language) -> list[list[str]]:
    """The features of each token."""
    size = len(tokens)
    words = [word[:_LONGEST_WORD] for word in tokens.lower]
    tags = tokens.tags
    ruled = labels(size, [(one.contents, one.sources, one.cues) for one in found])
    rules = [""] * size
    for one in found:
        for start, end in one.spans:
            rules[start:end] = [one.rule] * (end - start)
    cues = _cue_names(tokens, language)
    marks = [_mark(tokens, token) for token in range(size)]
    quoted = _quotations_of(tokens)
    every: list[list[str]] = []
    for first, after in tokens.sentences:
        next_cue = _next_cues(cues, first, after)
        last_cue, last_cue_at = "", 0
        last_mark, last_verb, verbs = "^", "", 0
        with_content = "1" if any(label[1:2] == "X" for label in ruled[first:after]) else "0"
        for k in range(first, after):
            w, t, r = words[k], tags[k], ruled[k]
            w1, t1 = (words[k - 1], tags[k - 1]) if k > first else ("^", "^")
            w2, t2 = (words[k - 2], tags[k - 2]) if k > first + 1 else ("^^", "^^")
            v1, u1 = (words[k + 1], tags[k + 1]) if k + 1 < after else ("$", "$")
            v2, u2 = (words[k + 2], tags[k + 2]) if k + 2 < after else ("$$", "$$")
            before = ruled[k - 1] if k else OUTSIDE
            behind = ruled[k + 1] if k + 1 < size else OUTSIDE
            name, distance = next_cue[k - first]
            features = [
                "b", f"w={w}", f"w1={w1}", f"v1={v1}", f"w2={w2}", f"v2={v2}", f"w1w={w1}|{w}", f"wv1={w}|{v1}",
                f"t={t}", f"t1={t1}{t}", f"u1={t}{u1}", f"t2={t2}{t1}{t}", f"u2={t}{u1}{u2}", f"tt={t1}{t}{u1}",
                f"s={w[-3:]}{t}",
                f"q={marks[k]}", f"qq={marks[k - 1] if k else '-'}{marks[k]}{marks[k + 1] if k + 1 < size else '-'}",
                f"r={r}", f"r1={before}{r}", f"r2={r}{behind}", f"rr={r}{rules[k]}", f"rt={r}{t1}{t}{u1}", f"rw={r}{w}",
                f"c={cues[k]}", f"cl={last_cue}{_distance(k - last_cue_at)}" if last_cue else "cl=",
                f"cn={name}{_distance(distance)}" if name else "cn=", f"lc={last_cue}{r}",
                f"qd={quoted[k]}", f"qt={quoted[k]}{t}",
                f"m={last_mark}{r}", f"lv={last_verb}{t}", f"x={with_content}{t}", f"nv={min(verbs, 3)}{r}{t}",
            ]  # fmt: skip
            if k == first:
                features.append("first")
            if k == after - 1:
                features.append("last")
            if tokens.words[k][0].isupper():
                features.append(f"cap{t}")
            every.append(features)
            if cues[k]:
                last_cue, last_cue_at = cues[k], k
            if t == PUNCTUATION:
                last_mark = w
            if t in FINITE:
                last_verb, verbs = w, verbs + 1
    return every


def _cue_names(tokens: Tokens, language: Language) -> list[str]:
    """Of each token that a cue can turn on: how it is used."""
    names = [""] * len(tokens)
    for first, after in tokens.sentences:
        for k in range(first, after):
            if tokens.lower[k] in language.cue_words and (cue := cue_at(tokens, k, first, after, language)):
                names[k] = f"{cue.kind}{_form(cue)}{cue.frames[0].name}"
    return names


def _form(cue: Cue) -> str:
    return "p" if cue.passive else "g" if cue.gerund else "i" if cue.infinitive else ""


def _next_cues(cues: list[str], first: int, after: int) -> list[tuple[str, int]]:
    """Of each token of a sentence: the cue at or after it, and how far that is."""
    found: list[tuple[str, int]] = []
    name, place = "", after
    for k in range(after - 1, first - 1, -1):
        if cues[k]:
            name, place = cues[k], k
        found.append((name, place - k))
    found.reverse()
    return found


def _mark(tokens: Tokens, token: int) -> str:
    """Where a token stands in a quotation: opening, inside, closing; in speech or in a word or two."""
    quotation = tokens.quotations.at(token)
    if quotation is None:
        return "-"
    if token == quotation.open:
        return "o"
    if token == quotation.close and quotation.closed:
        return "c"
    return ("i" if quotation.is_speech(tokens.words) else "s") + ("1" if quotation.single else "")


def _quotations_of(tokens: Tokens) -> list[str]:
    """Of each token: what its quotation is like, and what stands before and behind that in the paragraph."""
    every = ["-"] * len(tokens)
    for one in tokens.quotations.all:

        def tag(token: int, paragraph: int = tokens.paragraphs[one.open]) -> str:
            inside = 0 <= token < len(tokens) and tokens.paragraphs[token] == paragraph
            return tokens.tags[token] if inside else "^"

        last = tokens.words[one.close - 1] if one.closed else "open"
        ends = last if last in _QUOTATION_ENDS else "word"
        size = _distance(one.close - one.open - 1)
        title = "t" if one.is_title(tokens.words) else ""
        name = f"{tag(one.open - 1)}{ends}{tag(one.close + 1)}{size}{title}"
        every[one.open : one.close + 1] = [name] * (one.close + 1 - one.open)
    return every


def _distance(tokens: int) -> int:
    return next((step for step in _STEPS if tokens <= step), _STEPS[-1])


def of_found(tokens: Tokens, found: Found, language: Language) -> list[str]:
    """The features of an attribution that the rules found."""
    lower, tags = tokens.lower, tokens.tags
    start, end = min(found.contents)[0], max(found.contents)[1]
    first, after = tokens.sentences[tokens.sentence_of[start]]
    head, rule = found.head, found.rule
    frame = found.frame.name if found.frame else ""
    seen = range(start, min(end, start + _LOOKED_AT))
    marks = _marks_of(tokens, start, end)
    length = min(end - start, 40) // 4
    verbs = min(sum(tags[k] in FINITE for k in seen), 4)
    behind, behind_tag = (lower[end], tags[end]) if end < len(tokens) else ("$", "$")
    features = [
        "b", f"r={rule}", f"f={rule}{frame}", f"h={lower[head]}", f"hr={lower[head]}{rule}", f"scope={found.scope}",
        f"q={marks}{rule}", f"qf={marks}{frame}", f"len={length}", f"lenr={length}{rule}",
        f"parts={len(found.contents)}{rule}",
        f"x1={lower[start]}", f"xt={tags[start]}", f"xf={tags[start]}{frame}", f"hx={lower[head]}{lower[start]}",
        f"ht={lower[head]}{tags[start]}", f"xe={lower[end - 1]}", f"xet={tags[end - 1]}",
        f"n={behind}", f"nt={behind_tag}{rule}", f"p={lower[start - 1] if start else '^'}",
        f"v={verbs}{rule}", f"vf={verbs}{frame}",
        f"hb={lower[head - 1] if head > first else '^'}", f"hbt={tags[head - 1] if head > first else '^'}{frame}",
        f"hn={lower[head + 1] if head + 1 < after else '$'}",
        f"hnt={tags[head + 1] if head + 1 < after else '$'}{frame}",
        f"cue={sum(stop - begin for begin, stop in found.cues)}", f"first={start == first}{rule}",
        f"last={end >= after - 2}{rule}", f"lastf={end >= after - 2}{frame}",
    ]  # fmt: skip
    if found.sources:
        begin, stop = found.sources[0]
        features += [
            f"s1={lower[begin]}", f"s2={lower[stop - 1]}", f"st={tags[begin]}{tags[stop - 1]}",
            f"sf={tags[begin]}{frame}", f"sl={min(stop - begin, 10)}", f"gap={min(abs(head - stop), 9)}",
        ]  # fmt: skip
    else:
        features.append("nobody")
    inner = next((k for k in seen if k > start and tags[k] in VERBS and lower[k] in language.frames), None)
    if inner is not None:
        features += ["inner", f"inner={language.frames[lower[inner]][0].name}"]
    if "," in tokens.words[seen.start : seen.stop]:
        features.append(f"comma{rule}")
    return features


def _marks_of(tokens: Tokens, start: int, end: int) -> str:
    if tokens.quotations.at(start) and tokens.quotations.at(end - 1):
        return "q"
    return "m" if tokens.quotations.last_opened(start, end) else "i"
