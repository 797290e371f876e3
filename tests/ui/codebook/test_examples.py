"""Examples of a label: who said them, and where."""

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from ui.codebook.examples import examples_of


def test_an_example_names_whom_the_mention_of_its_source_names(library: Library) -> None:
    article = library.article_ids()[0]
    with library.edit(operations.label("Claim")) as edit:
        claim, mention = (edit.codebook.first(role) for role in ("claim", "speaker"))
        assert claim is not None
        assert mention is not None
        lin = edit.add(Speaker(name="Ada Lin"))
        said = edit.add(Annotation(article=article, label=claim.id, fragments=(Fragment(0, 9),)))
        she = edit.add(Annotation(article=article, label=mention.id, fragments=(Fragment(10, 13),), speaker=lin.id))
        edit.add(Attribution(claim=said.id, article=article, sources=(Source(None, she.id),)))
    speakers = {lin.id: lin}
    assert ["Ada Lin" in one.about for one in examples_of(library, speakers, (claim.id,), 4)] == [True]
    assert ["Ada Lin" in one.about for one in examples_of(library, speakers, (mention.id,), 4)] == [True]
