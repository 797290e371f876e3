"""Who speaks is chosen for all lines of a conversation together."""

from desktop.suggest.rules.conversation import Line, most_likely
from desktop.suggest.rules.people import KnownSpeaker

ADA, BO, EVA = (KnownSpeaker(name, "person") for name in ("Ada", "Bo", "Eva"))


def lines(*likely: dict[KnownSpeaker, float], first: int = 0) -> list[Line]:
    return [Line(first + place, place, likely=one) for place, one in enumerate(likely)]


def test_two_speak_in_turn_between_lines_that_tell_it() -> None:
    anybody = {ADA: 0.0, BO: 0.0, EVA: 0.0}
    asked = lines({ADA: 0.0}, {BO: 0.0}, dict(anybody), dict(anybody), {ADA: 0.0})
    assert most_likely(asked) == [ADA, BO, ADA, BO, ADA]


def test_a_line_that_tells_it_tells_those_before() -> None:
    either = {ADA: 0.0, BO: 0.1}
    assert most_likely(lines(dict(either), dict(either), {BO: 0.0})) == [BO, ADA, BO]


def test_who_has_not_closed_the_marks_goes_on() -> None:
    asked = lines({ADA: 0.0}, {BO: 0.0}, {ADA: 0.0, BO: 0.0}, {ADA: 0.0, BO: 0.0})
    asked[2].goes_on = True
    assert most_likely(asked) == [ADA, BO, BO, ADA]


def test_who_speaks_twice_in_a_paragraph_is_answered_all_the_same() -> None:
    asked = [Line(0, 0, likely={ADA: 0.0}), Line(1, 1, likely={BO: 0.0}), Line(1, 2, likely={ADA: 0.0, BO: 0.0})]
    asked.append(Line(2, 3, likely={ADA: 0.0, EVA: 0.0}))
    assert most_likely(asked) == [ADA, BO, BO, ADA]


def test_nobody_speaks_where_nobody_is_near() -> None:
    assert most_likely(lines({}, {ADA: 0.0}, {})) == [None, ADA, None]
    assert most_likely([]) == []
