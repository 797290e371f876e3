"""Changes the speakers of the library."""

from desktop.labelling.attributions import each_once
from desktop.labelling.shared import refuse_over_news
from desktop.library import Edit
from desktop.model.records import Source, Speaker
from desktop.model.speakers import have_one_name


def new_speaker(edit: Edit, speaker: Speaker) -> Speaker:
    """Adds a speaker; where others added one of the very name meanwhile, unseen, it is that one."""
    return next((one for one in edit.unseen_speakers() if have_one_name(one, speaker)), None) or edit.add(speaker)


def merge(edit: Edit, kept: Speaker, duplicate: Speaker) -> Speaker:
    """Makes one speaker of two: all that names `duplicate` names `kept`, whose aliases take its names in.

    Raises:
        Conflict: others changed what is known of `duplicate` meanwhile, or one of them is not there any more.
    """
    kept, duplicate = edit.current(kept), edit.current(duplicate)
    refuse_over_news(edit, duplicate)
    for mention in edit.mentions_of(duplicate):
        edit.change(mention, speaker=kept.id)
    for attribution in edit.attributions_of(duplicate):
        named = (Source(kept.id, s.mention) if s.speaker == duplicate.id else s for s in attribution.sources)
        edit.change(attribution, sources=each_once(named))
    names = dict.fromkeys((*kept.aliases, duplicate.name, *duplicate.aliases))
    names.pop(kept.name, None)
    unsaid = {
        field: getattr(duplicate, field)
        for field in ("role", "affiliation", "external_id", "note")
        if not getattr(kept, field)
    }
    edit.remove(duplicate)
    return edit.change(kept, aliases=tuple(names), **unsaid)


def delete_speaker(edit: Edit, speaker: Speaker) -> None:
    """Deletes a speaker: the mentions stay and name nobody, the claims lose this source.

    Raises:
        Conflict: others changed the speaker, or said meanwhile that it is the one somewhere.
    """
    mentions, attributions = edit.mentions_of(speaker), edit.attributions_of(speaker)
    refuse_over_news(edit, speaker, *mentions, *attributions)
    for mention in mentions:
        edit.change(mention, speaker=None)
    for attribution in attributions:
        left = (Source(None, s.mention) if s.speaker == speaker.id else s for s in attribution.sources)
        edit.change(attribution, sources=each_once(left))
    edit.remove(speaker)
