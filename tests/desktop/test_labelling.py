"""The verbs of labelling, on a library."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.records import PROGRAM, Annotation, Attribution, Evidence, Source, Speaker, SpeakerGuess, new_id
from desktop.model.who_said import speakers_of
from tests.examples import examples
from tests.making import added_article, over

TEXT = (
    "Mayor Ada Lint said the bridge would close. “Over the past months,” she said, “we have seen cracks.” "
    "According to Lint, engineers had warned that it “may fall”. The mayor left."
)


class Desk:
    """A library with one article, and labelling by phrases."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.article = added_article(library, TEXT)

    def label(self, name: str, *phrases: str, joining: Annotation | None = None) -> Annotation:
        with self.library.edit(operations.label(name)) as edit:
            label = self.library.codebook.label(name)
            return labelling.annotate(edit, self.article.id, TEXT, over(TEXT, *phrases), label, joining=joining)

    def speaker(self, name: str, **known: str | tuple[str, ...]) -> Speaker:
        with self.library.edit(operations.add_speaker()) as edit:
            return edit.add(Speaker(name=name, **known))  # type: ignore[arg-type]

    def guess(self, phrase: str, name: str) -> tuple[Annotation, Annotation]:
        """A claim and a mention that the program suggests, in an article of its own; the mention guesses this name."""
        article = added_article(self.library, f"{TEXT} {new_id()}")
        places = {"Claim": over(TEXT, "the bridge would close"), "Speaker": over(TEXT, phrase)}
        claim, mention = (
            Annotation(article=article.id, label=label, fragments=place, status="suggested", annotator=PROGRAM)
            for label, place in places.items()
        )
        mention = replace(mention, evidence=Evidence(rule="verb", cue="said", speaker=SpeakerGuess(name, (), "person")))
        told = Attribution(claim=claim.id, article=article.id, sources=(Source(None, mention.id),))
        with self.library.edit(operations.suggest()) as edit:
            edit.add_all([claim, mention, told])
        return claim, mention

    def attribution(self, claim: Annotation) -> Attribution | None:
        return self.library.attribution(claim.id)

    def now(self, annotation: Annotation) -> Annotation:
        found = self.library.annotation(annotation.id)
        assert found
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as library:
        yield Desk(library)


class TestAnnotate:
    def test_a_claims_quotation_kind_is_proposed_from_its_marks(self, desk: Desk) -> None:
        assert desk.label("Claim", "the bridge would close").attributes == {"quotation": "indirect"}
        split = desk.label("Claim", "“Over the past months,”", "“we have seen cracks.”")
        assert split.attributes == {"quotation": "direct"}
        assert len(split.fragments) == 2

    def test_a_claim_in_a_claim_is_nested_in_the_innermost(self, desk: Desk) -> None:
        desk.label("Claim", "According to Lint, engineers had warned that it “may fall”")
        middle = desk.label("Claim", "engineers had warned that it “may fall”")
        inner = desk.label("Claim", "it “may fall”")
        attribution = desk.attribution(inner)
        assert attribution
        assert attribution.parent == middle.id

    def test_a_claim_between_the_parts_of_a_split_one_is_not_nested_in_it(self, desk: Desk) -> None:
        desk.label("Claim", "“Over the past months,”", "“we have seen cracks.”")
        assert desk.attribution(desk.label("Claim", "she said")) is None

    def test_cues_and_mentions_join_the_claim_that_is_selected(self, desk: Desk) -> None:
        claim = desk.label("Claim", "the bridge would close")
        cue = desk.label("Cue", "said", joining=claim)
        one = desk.label("Speaker", "Ada Lint", joining=claim)
        other = desk.label("Speaker", "engineers", joining=claim)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.cues == (cue.id,)
        assert attribution.sources == (Source(None, one.id), Source(None, other.id))

    def test_a_mention_that_joins_shows_the_speaker_who_is_there(self, desk: Desk) -> None:
        claim, lint = desk.label("Claim", "the bridge would close"), desk.speaker("Ada Lint")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, claim, lint)
        mention = desk.label("Speaker", "Mayor Ada Lint", joining=claim)
        assert mention.speaker == lint.id
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(lint.id, mention.id),)


class TestSpeakers:
    def test_setting_the_speaker_of_a_claim_names_its_mention_and_what_that_shows(self, desk: Desk) -> None:
        one, two = desk.label("Claim", "the bridge would close"), desk.label("Claim", "we have seen cracks")
        she = desk.label("Speaker", "she", joining=one)
        with desk.library.edit(operations.set_speaker()) as edit:
            edit.change_attribution(two, sources=(Source(None, she.id),))
        lint = desk.speaker("Ada Lint")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, one, lint)
        assert desk.now(she).speaker == lint.id
        for claim in (one, two):
            attribution = desk.attribution(claim)
            assert attribution
            assert attribution.sources == (Source(lint.id, she.id),)

    def test_a_claim_can_lose_its_speaker(self, desk: Desk) -> None:
        claim = desk.label("Claim", "the bridge would close")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, claim, edit.add(Speaker(name="Ada Lint")))
        with desk.library.edit(operations.remove_speaker()) as edit:
            labelling.attribute(edit, claim, None)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == ()

    def test_joint_sources(self, desk: Desk) -> None:
        claim, lint, may = desk.label("Claim", "it “may fall”"), desk.speaker("Ada Lint"), desk.speaker("Bo May")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, claim, lint)
            labelling.add_source(edit, claim, may)
            labelling.add_source(edit, claim, may)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(lint.id), Source(may.id))
        with desk.library.edit(operations.remove_speaker()) as edit:
            labelling.remove_source(edit, claim, Source(lint.id))
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(may.id),)

    def test_a_new_speaker_is_meant_by_the_open_guesses_at_its_name_in_all_articles(self, desk: Desk) -> None:
        self.assert_meant(desk, lambda edit: labelling.new_speaker(edit, Speaker(name="Karin Oduya")))
        self.assert_meant(desk, lambda edit: labelling.add_speakers(edit, [Speaker(name="Karin Oduya")])[0])

    def test_a_renamed_speaker_is_meant_by_the_open_guesses_at_both_its_names(self, desk: Desk) -> None:
        former, other = desk.speaker("Karin Oduya"), desk.speaker("K. O.")
        self.assert_meant(desk, lambda edit: labelling.edit_speaker(edit, former, name="Karin A. Oduya"))
        self.assert_meant(desk, lambda edit: labelling.edit_speaker(edit, other, name="Karin Oduya", role="Mayor"))

    def test_what_else_is_told_of_a_speaker_answers_no_guess(self, desk: Desk) -> None:
        _, mention = desk.guess("Ada Lint", "Karin Oduya")
        known = desk.speaker("Karin Oduya")
        with desk.library.edit(operations.edit_speaker()) as edit:
            labelling.edit_speaker(edit, known, role="Mayor")
        assert desk.now(mention).evidence == mention.evidence

    def test_the_kept_speaker_is_meant_by_the_open_guesses_at_the_duplicates_name(self, desk: Desk) -> None:
        kept, duplicate = desk.speaker("Mayor Oduya"), desk.speaker("Karin Oduya")
        self.assert_meant(desk, lambda edit: labelling.merge(edit, kept, duplicate))

    def assert_meant(self, desk: Desk, do: Callable[[Edit], Speaker]) -> None:
        """This edit answers the open guesses at Karin Oduya, however she is spelt, and one undo opens them again."""
        guesses = [desk.guess("Ada Lint", name) for name in ("Karin Oduya", "KARIN ODÚYA", "Karin Oduya Bo", "Oduya")]
        _, rejected = desk.guess("Ada Lint", "Karin Oduya")
        with desk.library.edit(operations.reject()) as edit:
            edit.change(rejected, status="rejected")
        before = [desk.now(mention) for _, mention in guesses]
        with desk.library.edit(operations.edit_speaker()) as edit:
            id = do(edit).id
        for place, (claim, mention) in enumerate(guesses):
            now, attribution = desk.now(mention), desk.attribution(claim)
            assert (now.status, now.annotator) == ("suggested", PROGRAM)
            assert (now.evidence.rule, now.evidence.cue) == ("verb", "said")
            meant = id if place < 2 else None
            assert now.speaker == meant
            assert (now.evidence.speaker is None) == (meant is not None)
            assert attribution
            assert attribution.sources == (Source(meant, mention.id),)
        assert desk.now(rejected).speaker is None
        desk.library.undo()
        assert [desk.now(mention) for _, mention in guesses] == before
        with desk.library.edit(operations.reject()) as edit:
            for mention in before:
                edit.change(mention, status="rejected")

    def test_a_speaker_added_for_a_claim_may_answer_the_guess_of_one_of_its_mentions(self, desk: Desk) -> None:
        claim, mention = desk.guess("Ada Lint", "Ada Lint")
        other = replace(mention, id=new_id(), fragments=over(TEXT, "she"), evidence=Evidence())
        seen = (Source(None, mention.id), Source(None, other.id))
        with desk.library.edit(operations.suggest()) as edit:
            edit.add(other)
            edit.change_attribution(claim, sources=seen)
        with desk.library.edit(operations.set_speaker()) as edit:
            speaker = labelling.new_speaker(edit, Speaker(name="Ada Lint"))
            labelling.attribute(edit, claim, speaker, instead_of=seen)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(speaker.id, mention.id),)

    def test_merging_leads_all_to_the_kept_one_and_undo_splits_them_again(self, desk: Desk) -> None:
        one, two = desk.label("Claim", "the bridge would close"), desk.label("Claim", "it “may fall”")
        mention = desk.label("Speaker", "Lint")
        kept = desk.speaker("Ada Lint", role="Mayor")
        duplicate = desk.speaker("A. Lint", aliases=("Lint", "Ada Lint"), role="mayor", affiliation="City")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, one, kept)
            labelling.add_source(edit, one, duplicate)
            labelling.attribute(edit, two, duplicate, mention)
        before = [desk.attribution(one), desk.attribution(two), desk.library.speakers(), desk.now(mention).speaker]
        with desk.library.edit(operations.merge_speakers()) as edit:
            labelling.merge(edit, kept, duplicate)
        (merged,) = desk.library.speakers()
        assert (merged.name, merged.aliases) == ("Ada Lint", ("A. Lint", "Lint"))
        assert (merged.role, merged.affiliation) == ("Mayor", "City")
        assert desk.now(mention).speaker == kept.id
        first, second = desk.attribution(one), desk.attribution(two)
        assert first
        assert first.sources == (Source(kept.id),)
        assert second
        assert second.sources == (Source(kept.id, mention.id),)
        assert desk.library.claims_by_speaker() == {kept.id: 2}
        desk.library.undo()
        assert [
            desk.attribution(one), desk.attribution(two), desk.library.speakers(), desk.now(mention).speaker
        ] == before  # fmt: skip

    def test_deleting_a_speaker_leaves_mentions_and_claims(self, desk: Desk) -> None:
        claim, mention, lint = desk.label("Claim", "it “may fall”"), desk.label("Speaker", "Lint"), desk.speaker("Lint")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.attribute(edit, claim, lint, mention)
        with desk.library.edit(operations.delete_speakers(1)) as edit:
            labelling.delete_speaker(edit, lint)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(None, mention.id),)
        assert desk.now(mention).speaker is None


class TestReshaping:
    def test_a_part_more_and_a_part_less(self, desk: Desk) -> None:
        claim = desk.label("Claim", "“Over the past months,”")
        (second,) = over(TEXT, "“we have seen cracks.”")
        with desk.library.edit(operations.add_part()) as edit:
            claim = labelling.add_fragment(edit, claim, TEXT, second)
        assert claim.fragments == over(TEXT, "“Over the past months,”", "“we have seen cracks.”")
        with desk.library.edit(operations.remove_part()) as edit:
            claim = labelling.remove_fragment(edit, claim, TEXT, second)
        assert claim.fragments == over(TEXT, "“Over the past months,”")

    def test_the_quotation_kind_follows_unless_a_person_chose_it(self, desk: Desk) -> None:
        claim = desk.label("Claim", "it “may fall”")
        assert claim.attributes["quotation"] == "mixed"
        with desk.library.edit(operations.reshape()) as edit:
            claim = labelling.reshape(edit, claim, TEXT, over(TEXT, "“may fall”"))
        assert claim.attributes["quotation"] == "direct"
        with desk.library.edit(operations.answer("quotation")) as edit:
            claim = edit.change(claim, attributes={"quotation": "indirect"})
            claim = labelling.reshape(edit, claim, TEXT, over(TEXT, "it “may fall”"))
        assert claim.attributes["quotation"] == "indirect"


class TestDeleting:
    def test_a_claim_goes_with_its_attribution_and_its_nested_ones_move_up(self, desk: Desk) -> None:
        outer = desk.label("Claim", "According to Lint, engineers had warned that it “may fall”")
        middle = desk.label("Claim", "engineers had warned that it “may fall”")
        inner = desk.label("Claim", "it “may fall”")
        with desk.library.edit(operations.delete_annotation("Claim")) as edit:
            labelling.delete(edit, middle)
        attribution = desk.attribution(inner)
        assert attribution
        assert attribution.parent == outer.id
        assert desk.attribution(middle) is None
        assert desk.library.check() == []

    def test_a_mention_and_a_cue_leave_the_attributions_they_are_in(self, desk: Desk) -> None:
        claim = desk.label("Claim", "the bridge would close")
        mention, cue = desk.label("Speaker", "Ada Lint", joining=claim), desk.label("Cue", "said", joining=claim)
        with desk.library.edit(operations.delete_annotation("Claim")) as edit:
            labelling.attribute(edit, claim, edit.add(Speaker(name="Ada Lint")))
            labelling.delete(edit, mention)
            labelling.delete(edit, cue)
        attribution = desk.attribution(claim)
        assert attribution
        assert [(s.mention, bool(s.speaker)) for s in attribution.sources] == [(None, True)]
        assert attribution.cues == ()

    def test_an_article_goes_with_all_that_is_in_it(self, desk: Desk) -> None:
        claim = desk.label("Claim", "the bridge would close")
        desk.label("Cue", "said", joining=claim)
        with desk.library.edit(operations.delete_articles(1)) as edit:
            labelling.delete_article(edit, desk.article)
        assert desk.library.articles() == []
        assert desk.library.check() == []
        desk.library.undo()
        assert len(desk.library.annotations(desk.article.id)) == 2


class TestSuggestions:
    def suggested(self, desk: Desk) -> tuple[Annotation, Annotation, Annotation]:
        claim = desk.label("Claim", "the bridge would close")
        cue, mention = desk.label("Cue", "said", joining=claim), desk.label("Speaker", "Ada Lint", joining=claim)
        with desk.library.edit(operations.suggest()) as edit:
            for part in (claim, cue, mention):
                edit.change(part, status="suggested")
        return claim, cue, mention

    def test_accepting_a_claim_accepts_its_whole_attribution(self, desk: Desk) -> None:
        parts = self.suggested(desk)
        with desk.library.edit(operations.accept(1)) as edit:
            labelling.accept(edit, parts[0])
        assert {desk.now(part).status for part in parts} == {"accepted"}

    def test_a_claim_in_the_place_of_a_suggested_one_makes_it_give_way(self, desk: Desk) -> None:
        claim, cue, mention = self.suggested(desk)
        nested = desk.label("Claim", "bridge")
        with desk.library.edit(operations.suggest()) as edit:
            edit.change(nested, status="suggested")
            edit.change_attribution(nested, parent=claim.id)
        mine = desk.label("Claim", "the bridge would close.")
        assert {one.id for one in desk.library.annotations(desk.article.id)} == {mine.id, nested.id}
        attribution = desk.attribution(nested)
        assert attribution
        assert attribution.parent == mine.id
        desk.library.undo()
        assert [desk.now(part).status for part in (claim, cue, mention)] == ["suggested"] * 3

    def test_so_does_a_split_one_for_its_first_part(self, desk: Desk) -> None:
        split = desk.label("Claim", "“Over the past months,”", "“we have seen cracks.”")
        with desk.library.edit(operations.suggest()) as edit:
            edit.change(split, status="suggested")
        first = desk.label("Claim", "“Over the past months,”")
        assert [one.id for one in desk.library.annotations(desk.article.id)] == [first.id]

    def test_a_cue_that_was_suggested_is_accepted_instead_of_made_twice(self, desk: Desk) -> None:
        claim, cue, mention = self.suggested(desk)
        assert desk.label("Cue", "said").id == cue.id
        assert [desk.now(part).status for part in (claim, cue, mention)] == ["suggested", "accepted", "suggested"]

    def test_what_was_suggested_for_a_claim_joins_it_but_once(self, desk: Desk) -> None:
        claim, cue, mention = self.suggested(desk)
        desk.label("Cue", "said", joining=claim)
        desk.label("Speaker", "Ada Lint", joining=claim)
        attribution = desk.attribution(claim)
        assert attribution
        assert (attribution.cues, attribution.sources) == ((cue.id,), (Source(None, mention.id),))

    def test_a_mention_that_was_suggested_is_accepted_and_named_anew(self, desk: Desk) -> None:
        (claim, _, mention), lint = self.suggested(desk), desk.speaker("Ada Lint")
        with desk.library.edit(operations.set_speaker()) as edit:
            labelling.name_mention(edit, mention, lint)
        mine = desk.label("Speaker", "Ada Lint")
        assert (mine.id, desk.now(mention).status, desk.now(mention).speaker) == (mention.id, "accepted", None)
        attribution = desk.attribution(claim)
        assert attribution
        assert attribution.sources == (Source(None, mention.id),)

    def test_a_part_that_is_added_makes_a_suggestion_of_the_whole_make_way(self, desk: Desk) -> None:
        whole = ("“Over the past months,”", "“we have seen cracks.”")
        suggestion = desk.label("Claim", *whole)
        with desk.library.edit(operations.suggest()) as edit:
            edit.change(suggestion, status="suggested")
        claim = desk.label("Claim", "Over")
        assert desk.library.annotation(suggestion.id) is not None
        with desk.library.edit(operations.add_part()) as edit:
            labelling.reshape(edit, claim, TEXT, over(TEXT, *whole))
        assert desk.library.annotation(suggestion.id) is None
        desk.library.undo()
        assert desk.library.annotation(suggestion.id) is not None

    def test_rejecting_a_claim_keeps_what_another_claim_needs(self, desk: Desk) -> None:
        claim, cue, mention = self.suggested(desk)
        other = desk.label("Claim", "we have seen cracks")
        with desk.library.edit(operations.set_speaker()) as edit:
            source = Source(None, mention.id)
            edit.change_attribution(other, sources=(source,))
        with desk.library.edit(operations.reject()) as edit:
            labelling.reject(edit, claim)
        assert [desk.now(part).status for part in (claim, cue, mention)] == ["rejected", "rejected", "suggested"]


def test_the_speaker_of_a_claim_is_its_sources_or_its_mentions(desk: Desk) -> None:
    claim, lint = desk.label("Claim", "the bridge would close"), desk.speaker("Ada Lint")
    mention = desk.label("Speaker", "Ada Lint", joining=claim)
    with desk.library.edit(operations.set_speaker()) as edit:
        labelling.name_mention(edit, mention, lint)
    attribution = desk.attribution(claim)
    assert speakers_of(attribution, {mention.id: desk.now(mention)}) == (lint.id,)
    assert speakers_of(Attribution(claim=claim.id, article=desk.article.id), {}) == ()


class TestWhoIsNamed:
    PHRASES = ("Mayor Ada Lint", "she", "Lint, engineers", "The mayor")

    @settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_a_claim_names_a_speaker_once_whatever_is_done(self, desk: Desk, data: st.DataObject) -> None:
        while desk.library.undo_operation != operations.import_articles():  # what the example before has done
            desk.library.undo()
        claim = desk.label("Claim", "the bridge would close")
        for number in range(3):
            desk.speaker(f"Speaker {number}")

        def mentions() -> list[Annotation]:
            return [one for one in desk.library.annotations(desk.article.id) if one.label == "Speaker"]

        verbs = ("attribute", "add", "mention", "name", "hide", "remove", "delete", "merge", "delete speaker")
        for verb in data.draw(st.lists(st.sampled_from(verbs), max_size=8)):
            speakers = sorted(desk.library.speakers(), key=lambda one: one.name)
            one, other = (data.draw(st.sampled_from([*speakers, None])) for _ in range(2))
            shown = data.draw(st.sampled_from([*mentions(), None]))
            attribution = desk.attribution(claim)
            sources = attribution.sources if attribution else ()
            with contextlib.suppress(Conflict), desk.library.edit(operations.answer(verb)) as edit:
                if verb == "attribute":
                    labelling.attribute(edit, claim, one, shown)
                elif verb == "add" and one:
                    labelling.add_source(edit, claim, one, shown)
                elif verb == "mention":
                    fragments = over(TEXT, data.draw(st.sampled_from(self.PHRASES)))
                    label = edit.codebook.label("Speaker")
                    labelling.annotate(edit, desk.article.id, TEXT, fragments, label, joining=claim)
                elif verb == "name" and shown:
                    labelling.name_mention(edit, shown, one)
                elif verb == "hide" and shown:
                    labelling.hide_mention(edit, claim, shown.id)
                elif verb == "remove" and sources:
                    labelling.remove_source(edit, claim, data.draw(st.sampled_from(sources)))
                elif verb == "delete" and shown:
                    labelling.delete(edit, shown)
                elif verb == "merge" and one and other and one.id != other.id:
                    labelling.merge(edit, one, other)
                elif verb == "delete speaker" and one:
                    labelling.delete_speaker(edit, one)
            after = desk.attribution(claim)
            for speaker in {source.speaker for source in after.sources} - {None} if after else ():
                shown_by = [source.mention for source in after.sources if source.speaker == speaker]
                assert len(shown_by) == 1 or (None not in shown_by and len(set(shown_by)) == len(shown_by))
