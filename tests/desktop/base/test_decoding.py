import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.decoding import decoded, in_doubt, in_encoding
from desktop.base.encodings import in_words
from desktop.base.errors import KnownError

# Short on purpose: a long text is easy.
SAMPLES = [
    ("cp1252", "“We won’t wait,” the mayor said — and she didn’t."),
    ("cp1252", "It’s over"),
    ("cp1252", "café"),
    ("cp1252", "Le ministre de l'Économie a déclaré que la croissance « sera élevée » cette année."),
    ("latin-1", "Le ministère a démenti mardi."),
    ("latin-1", "El presidente señaló que la situación mejorará el próximo año."),
    ("cp1252", "Der Präsident sagte, man müsse größere Anstrengungen unternehmen. „Wir dürfen nicht zögern“."),
    ("latin-1", "O presidente disse na quarta-feira que a situação econômica não é tão ruim."),
    ("latin-1", "Statsministern sade på onsdagen att ekonomin växer snabbare än väntat."),
    ("cp1250", "Premiér ve středu řekl, že ekonomika roste rychleji, než se čekalo."),
    ("cp1250", "Prezydent powiedział w środę, że gospodarka rośnie. „Będziemy działać” – dodał."),
    ("cp1250", "A miniszterelnök szerdán azt mondta, hogy a gazdaság gyorsabban nő a vártnál."),
    ("cp1254", "Cumhurbaşkanı çarşamba günü ekonominin beklenenden hızlı büyüdüğünü söyledi."),
    ("cp1257", "Ministras pirmininkas trečiadienį sakė, kad ekonomika auga greičiau, nei tikėtasi."),
    ("mac_roman", "“We won’t wait,” the mayor said — and she didn’t. Café."),
    ("cp1251", "Министр опроверг слухи."),
    ("cp1251", "Президент заявил в среду, что экономика страны растет быстрее, чем ожидалось."),
    ("koi8_r", "Президент заявил в среду, что экономика страны растет быстрее, чем ожидалось."),
    ("cp1253", "Ο πρωθυπουργός δήλωσε ότι η οικονομία αναπτύσσεται."),
    ("cp1255", "ראש הממשלה אמר ביום רביעי כי הכלכלה צומחת"),
    ("cp1256", "قال الرئيس يوم الأربعاء إن الاقتصاد ينمو"),
    ("cp932", "首相は水曜日、経済は予想よりも早く成長していると述べた。"),
    ("gb18030", "总理周三表示,经济增长快于预期。"),
    ("big5", "總理週三表示,經濟增長快於預期。"),
    ("cp1251", "Мэр сказала агентству: «Мы не будем рисковать». The Tolm Courier quoted her office on Monday as well."),
    ("iso8859_2", "Starosta řekl, že most zůstane zavřený šest týdnů, a dodal: Žádné výjimky."),
    ("cp850", "Die Bürgermeisterin sagte, die Straße bleibe gesperrt. Wir gefährden keine Leben, fügte sie hinzu."),
    ("iso2022_jp", "首相は水曜日、経済は予想よりも早く成長していると述べた。"),
    ("utf-16-le", "“It’s over,” she said — and left the council of Tolm on Monday."),
    ("utf-16-be", "Le ministère a démenti mardi, et la maire aussi."),
    ("cp949", "대통령은 수요일 경제가 예상보다 빠르게 성장하고 있다고 말했다."),
]


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
@pytest.mark.parametrize("times", [1, 20])
def test_the_encoding_of_an_older_system_is_found(encoding: str, text: str, times: int) -> None:
    text = (text + "\n") * times
    assert decoded(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_valid_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decoded(b"News: " + text.encode()) == "News: " + text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_it(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_big_endian_utf16_is_read_too() -> None:
    assert decoded(b"\xfe\xff" + "Žlutý kůň".encode("utf-16-be")) == "Žlutý kůň"


def test_a_declared_encoding_counts_unless_it_is_a_lie() -> None:
    text = "Премиер заявил"
    assert decoded(text.encode("iso8859_5"), declared="iso8859_5") == text
    assert decoded("Le café d’été".encode("cp1252"), declared="ascii") == "Le café d’été"
    assert decoded("Le café d’été".encode("cp1252"), declared="no-such-thing") == "Le café d’été"


def test_one_bad_byte_of_a_page_does_not_change_its_alphabet() -> None:
    text = "Мэр Толма заявила, что мост будет закрыт на шесть недель. " * 9
    data = text.encode("cp1251") + b"\x98"
    assert decoded(data, declared="windows-1251", lenient=True) == text + "\ufffd"


def test_a_label_is_read_as_browsers_read_it() -> None:
    assert decoded("“İnsanlar” dedi".encode("cp1254"), declared="iso-8859-9") == "“İnsanlar” dedi"
    assert decoded("“Café” — dit-il".encode("cp1252"), declared="iso-8859-1") == "“Café” — dit-il"


def test_a_stray_nul_is_left_for_those_who_tell_of_it() -> None:
    assert decoded(b"A council voted.\0 It did.") == "A council voted.\0 It did."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 whatever", "binary"),
        (b"PK\x03\x04 rest of a zip file", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0\1\2\3\xff\xfe\xfd" * 50, "binary"),
        (b"\xff\xfeo\x00d\x00d", "UTF-16 text that is damaged"),
        (b"\xff\xfe\x00\xd8a\x00", "UTF-16 text that is damaged"),
        (b"a lone surrogate: \xed\xa0\x80 here", "lone surrogate"),
        ("é".encode() * 30 + b"\xff and on", "UTF-8 text that is damaged at byte 60"),
        ("Déjà vu à côté, cut short: é".encode()[:-1], "UTF-8 text that is damaged at byte"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, sentence: str) -> None:
    with pytest.raises(KnownError, match=sentence):
        decoded(data)


def test_another_alphabet_is_told_where_it_is_as_likely() -> None:
    text = "Le ministère a démenti mardi."
    found = in_doubt(text.encode("cp1252"))
    assert (found.text, found.likely) == (text, ("cp1252", "cp1250"))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Le ministère a démenti mardi."),
        ("utf-16", "Le ministère a démenti mardi."),
        ("koi8_r", "Президент заявил в среду, что экономика страны растет быстрее, чем ожидалось."),
        ("cp1252", "„Er ist alt“, sagte Croft am Montag, und das werde sich ändern."),
        ("cp1254", "Cumhurbaşkanı çarşamba günü ekonominin beklenenden hızlı büyüdüğünü söyledi."),
    ],
)
def test_no_doubt_is_told_where_there_is_none(encoding: str, text: str) -> None:
    found = in_doubt(text.encode(encoding))
    assert (found.text, codecs.lookup(found.encoding), found.likely) == (text, codecs.lookup(encoding), ())


def test_an_encoding_that_a_person_names_is_taken_at_its_word() -> None:
    assert in_encoding("Мэр".encode("koi8-r"), "KOI8-R") == "Мэр"
    assert in_encoding(b"\xef\xbb\xbfyes", "utf-8") == "yes"
    for encoding in ("no-such-thing", "a\0b", "ascii", "rot13"):
        with pytest.raises(KnownError, match="not text in the encoding"):
            in_encoding("é".encode(), encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1252", "5 € für Müller"), ("cp1252", "Größe: 5 m"), ("koi8-r", "Мэр ушёл."), ("cp1251", "Мост")],
)
def test_a_few_words_make_no_odd_ones(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["ab", "Nej.", "řeč", "да", "Όχι", "שלום", "Ja, sa.\r\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_few_letters_of_utf16_need_no_mark(encoding: str, text: str) -> None:
    assert in_doubt(text.encode(encoding)) == (text, encoding, ())


@pytest.mark.parametrize("data", [b"\0\1\0\2", b"\x7fE\0L", b"\0\0\0\0", bytes(range(8))])
def test_a_few_bytes_of_anything_else_are_no_letters(data: bytes) -> None:
    assert not in_doubt_or_refused(data).startswith("utf-16")


def in_doubt_or_refused(data: bytes) -> str:
    try:
        return in_doubt(data).encoding
    except KnownError:
        return ""


@pytest.mark.parametrize(
    ("name", "words"),
    [("utf-16-le", "Unicode (UTF-16)"), ("utf-8", "Unicode (UTF-8)"), ("iso2022_jp", "Japanese (ISO-2022-JP)")],
)
def test_an_encoding_is_named_in_words(name: str, words: str) -> None:
    assert in_words(name) == words


def test_bytes_that_many_encodings_can_hold_take_no_long_look() -> None:
    odd = b'<meta charset="utf\x80\x93 The Gazette\x99</title> ' * 5_000
    decoded(odd[:1000], lenient=True)  # which imports what it needs
    begun = time.process_time()
    decoded(odd, lenient=True)
    assert time.process_time() - begun < 1.5
