"""The verbs of labelling: what a person does to annotations, attributions and speakers, each within an open edit.

They keep what belongs together together: a source that is shown by a mention has that mention's speaker; what names an
annotation lets go of it before it is deleted.

The records that they are given are as a window holds them: what was seen, and perhaps is no longer so. Whatever a verb
writes it works out from what the edit reads; where that would write over what others did meanwhile, or needs what they
removed, it raises a Conflict.
"""

from desktop.labelling.all_matches import Match, annotate_all, marked_by_now, matches
from desktop.labelling.annotations import (
    SAME,
    AlreadyMarked,
    add_fragment,
    annotate,
    answer,
    answer_all,
    is_suggestion_of,
    relabel,
    remove_fragment,
    reshape,
    start_article,
    withdraw_replaced,
)
from desktop.labelling.assigning import assign
from desktop.labelling.attributions import (
    add_source,
    attribute,
    attribution_of,
    hide_mention,
    name_mention,
    name_mentions,
    remove_cue,
    remove_source,
    show_source_by,
    without_guess,
)
from desktop.labelling.codebook import (
    add_part,
    ask_of_speakers,
    change_kind,
    change_part,
    change_role,
    delete_part,
    merge_options,
    move_part,
    nest_option,
    rename_codebook,
)
from desktop.labelling.commenting import change_comment, comment, delete_comment
from desktop.labelling.deleting import delete, delete_article
from desktop.labelling.layers import copy_layer, rename_annotator, set_blind
from desktop.labelling.speakers import (
    add_speakers,
    answer_guesses,
    delete_speaker,
    edit_speaker,
    facts_of,
    keep_apart,
    merge,
    new_speaker,
)
from desktop.labelling.suggestions import accept, reject, withdraw

__all__ = [
    "SAME",
    "AlreadyMarked",
    "Match",
    "accept",
    "add_fragment",
    "add_part",
    "add_source",
    "add_speakers",
    "annotate",
    "annotate_all",
    "answer",
    "answer_all",
    "answer_guesses",
    "ask_of_speakers",
    "assign",
    "attribute",
    "attribution_of",
    "change_comment",
    "change_kind",
    "change_part",
    "change_role",
    "comment",
    "copy_layer",
    "delete",
    "delete_article",
    "delete_comment",
    "delete_part",
    "delete_speaker",
    "edit_speaker",
    "facts_of",
    "hide_mention",
    "is_suggestion_of",
    "keep_apart",
    "marked_by_now",
    "matches",
    "merge",
    "merge_options",
    "move_part",
    "name_mention",
    "name_mentions",
    "nest_option",
    "new_speaker",
    "reject",
    "relabel",
    "remove_cue",
    "remove_fragment",
    "remove_source",
    "rename_annotator",
    "rename_codebook",
    "reshape",
    "set_blind",
    "show_source_by",
    "start_article",
    "withdraw",
    "withdraw_replaced",
    "without_guess",
]
