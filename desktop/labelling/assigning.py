"""Gives articles to annotators to code."""

from collections.abc import Collection, Mapping

from desktop.library import Edit
from desktop.model.layers import refuse_reserved
from desktop.model.records import FIRST, Assignment


def assign(edit: Edit, wanted: Mapping[str, Collection[str]]) -> int:
    """Has these articles, by their ids, coded by annotators of these names, and by nobody else.

    Who has no layer yet gets one. Articles that are gone are left out.

    Returns: how many articles have other annotators now.

    Raises:
        KnownError: nobody can have one of these names.
    """
    if edit.layer == FIRST:  # who gives work to others is the first, not they
        edit.layer_named(edit.annotator)
    there = edit.articles_by_id(wanted)
    held = {(one.article, one.layer): one for one in edit.assignments(there)}
    asked = {
        (article, edit.layer_named(name)): name
        for article, names in wanted.items()
        if article in there
        for name in names
    }
    gone, new = held.keys() - asked.keys(), asked.keys() - held.keys()
    for key in new:
        refuse_reserved(asked[key])
    edit.remove_all(held[key] for key in sorted(gone))
    edit.add_all(Assignment.of(*key) for key in sorted(new))
    return len({article for article, _ in gone | new})
