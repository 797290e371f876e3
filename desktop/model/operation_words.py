"""What each operation is called where a person reads it: one table, by the ids of `operations`.

The words may change at any time. The ids and the names of the arguments never do: libraries have them.
"""

from collections.abc import Mapping
from typing import Final

from desktop.base.translation import Message, Plural

WORDS: Final[Mapping[str, Message | Plural]] = {
    # Annotations
    "label": Message("Label {label}"),
    "label_matches": Plural("Label {count} match {label}", "Label {count} matches {label}"),
    "name_matches": Plural("Name {speaker} in {count} match", "Name {speaker} in {count} matches"),
    "add_part": Message("Add a part"),
    "remove_part": Message("Remove a part"),
    "reshape": Message("Change the extent"),
    "relabel": Message("Change label"),
    "answer": Message("Change {attribute}"),
    "answer_several": Plural("Change {attribute} of {count} annotation", "Change {attribute} of {count} annotations"),
    "edit_note": Message("Change note"),
    "comment": Message("Comment on a claim"),
    "change_comment": Message("Change a comment"),
    "delete_comment": Message("Delete a comment"),
    "delete_annotation": Message("Delete {label}"),
    "delete_annotations": Plural("Delete {count} annotation", "Delete {count} annotations"),
    # Who said it
    "set_speaker": Message("Set speaker"),
    "set_speakers": Plural("Set the speaker of {count} claim", "Set the speaker of {count} claims"),
    "add_joint_speaker": Message("Add a joint speaker"),
    "show_speaker": Message("Show the speaker by a mention"),
    "remove_speaker": Message("Remove speaker"),
    "take_out_of_claim": Message("Take out of the claim"),
    # Speakers
    "add_speaker": Message("Add speaker"),
    "rename_speaker": Message("Rename speaker"),
    "edit_speaker": Message("Edit speaker"),
    "merge_speakers": Message("Merge speakers"),
    "merge_duplicates": Plural("Merge {count} duplicate", "Merge {count} duplicates"),
    "keep_apart": Message("Keep speakers apart"),
    "import_speakers": Plural("Import {count} speaker", "Import {count} speakers"),
    "delete_speakers": Plural("Delete speaker", "Delete {count} speakers"),
    # Articles
    "import_articles": Message("Import articles"),
    "paste_article": Message("Paste as article"),
    "edit_articles": Plural("Edit article", "Edit {count} articles"),
    "delete_articles": Plural("Delete article", "Delete {count} articles"),
    "mark_new": Plural("Mark as not started", "Mark {count} articles as not started"),
    "mark_in_progress": Plural("Mark as in progress", "Mark {count} articles as in progress"),
    "mark_done": Plural("Mark as done", "Mark {count} articles as done"),
    "mark_skipped": Plural("Skip the article", "Skip {count} articles"),
    "read_in": Message("Read the article as {encoding}"),
    "group_articles": Plural("Change tags and sets", "Change tags and sets of {count} articles"),
    # Suggestions
    "suggest": Message("Suggest quotations"),
    "accept": Plural("Accept suggestion", "Accept {count} suggestions"),
    "reject": Message("Reject suggestion"),
    "reject_several": Plural("Reject {count} suggestion", "Reject {count} suggestions"),
    # Layers
    "rename_annotator": Message("Rename the annotator to {name}"),
    "take_layer": Message("Copy another's annotations"),
    "assign": Plural("Assign {count} article", "Assign {count} articles"),
    "take_work": Message("Take the work of {annotators}"),
    "begin_blind_coding": Message("Turn blind coding on"),
    "end_blind_coding": Message("Turn blind coding off"),
    # Adjudication
    "adjudicate": Message("Decide on a claim"),
    "adjudicate_by_rule": Plural("Decide on {count} claim by rule", "Decide on {count} claims by rule"),
    "adjudicate_articles": Message("Decide by rule"),
    # The codebook
    "add_label": Message("Add the label {name}"),
    "add_attribute": Message("Add the attribute {name}"),
    "add_option": Message("Add the option {name}"),
    "rename_part": Message("Rename “{before}” to “{after}”"),
    "edit_part": Message("Change “{name}” in the codebook"),
    "move_part": Message("Move “{name}” in the codebook"),
    "merge_options": Message("Merge “{name}” into “{into}”"),
    "retire_option": Message("Retire “{name}”"),
    "restore_option": Message("Offer “{name}” again"),
    "delete_part": Message("Delete “{name}” from the codebook"),
    "rename_codebook": Message("Rename the codebook to “{name}”"),
    "join_codebook": Message("Add the codebook “{name}”"),
    "replace_codebook": Message("Replace the codebook with “{name}”"),
    # What an earlier version did, under a name that no operation has
    "former": Message("{name}"),
}
OF_A_NEWER_VERSION: Final = Message("Edit of a newer version")
