"""How annotations are put into words, wherever the window shows them."""

from desktop.base.text_direction import isolated
from desktop.base.translation import Message, listed, translated, translated_in
from desktop.model.article import OpenArticle
from desktop.model.codebook import QUOTATION, Codebook
from desktop.model.records import Annotation
from desktop.model.text import quoted_text

NO_SPEAKER = Message("No speaker yet")


def described(article: OpenArticle, annotation: Annotation) -> str:
    """What an annotation is, in a line: its label, who is behind it, and of a claim what the list says, too."""
    names = speaker_names(article, annotation)
    words = [article.codebook.label(annotation.label).name]
    if article.is_claim(annotation):
        words += [names or translated(NO_SPEAKER), kind_of(annotation, article.codebook)]
    else:
        words += [names, translated_in("a claim", "suggested") if annotation.status == "suggested" else ""]
    return " · ".join(isolated(word) for word in words if word)


def spoken(article: OpenArticle, annotation: Annotation) -> str:
    """What an annotation is, whose, and its words, as they are read aloud."""
    words = " ".join(quoted_text(article.text, annotation.fragments).split())
    return translated("{annotation}: {words}", annotation=described(article, annotation), words=words)


def speaker_names(article: OpenArticle, claim: Annotation) -> str:
    """Who is behind an annotation, in one line; of a suggested claim also those whom its mentions seem to name."""
    speakers = (article.speakers.get(id) for id in article.speakers_of(claim.id))
    return listed(speaker.name for speaker in speakers if speaker) or guessed_names(article, claim.id)


def guessed_names(article: OpenArticle, claim_id: str) -> str:
    """The names of those whom a suggested claim's mentions seem to name, and who are no speakers of the library yet."""
    guesses = (mention.evidence.speaker for mention in article.mentions_in(claim_id))
    return listed(sorted(guess.name for guess in guesses if guess))


def lacks_speaker(article: OpenArticle, suggestion: Annotation) -> bool:
    """Whether nobody would be named for a suggested claim that is accepted."""
    return not article.speakers_of(suggestion.id) and not guessed_names(article, suggestion.id)


def kind_of(claim: Annotation, codebook: Codebook) -> str:
    """What the list says of a claim beside its speaker: "direct · split"."""
    words = [str(codebook.label(claim.label).in_words(QUOTATION, claim.attributes.get(QUOTATION, "")))]
    if len(claim.fragments) > 1:
        words.append(translated_in("a claim", "split"))
    if claim.status == "suggested":
        words.append(translated_in("a claim", "suggested"))
    return " · ".join(isolated(word) for word in words if word)


def percent(suggestion: Annotation) -> int:
    """How sure the program is; one whose maker says nothing of it is taken for sure."""
    return 100 if suggestion.confidence is None else round(suggestion.confidence * 100)
