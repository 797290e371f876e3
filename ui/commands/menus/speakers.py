"""The menu Speakers: the library's speakers, one by one and many at once."""

from desktop.base.translation import Message, Plural
from ui.commands.command import Command, Menu, on_speakers, with_speaker, with_speaker_meant, with_speakers

SPEAKERS = Menu(
    title=Message("&Speakers"),
    entries=(
        Command("new-speaker", Message("&New speaker…"), lambda window: window.speakers_controller.add(), writes=True),
        Command(
            "speaker-page",
            Message("&All that the speaker said"),
            lambda window: window.speakers_controller.show_page_of_meant(),
            writes=False,
            keys=("Ctrl+Shift+I",),
            enabled=with_speaker_meant,
        ),
        Command(
            "edit-speaker",
            Message("&Edit the selected speaker…"),
            lambda window: window.speakers_controller.edit_chosen(),
            writes=True,
            enabled=with_speaker,
        ),
        Command(
            "rename-speaker",
            Message("&Rename the selected speaker"),
            lambda window: window.speakers.rename_chosen(),
            writes=True,
            keys=("F2",),
            keys_work="by themselves",
            enabled=with_speaker,
        ),
        Command(
            "merge-speaker",
            Message("&Merge the selected speaker into…"),
            lambda window: window.speakers_controller.merge_chosen(),
            writes=True,
            enabled=with_speakers,
            words=on_speakers(
                Message("&Merge the selected speaker into…"),
                Plural("&Merge {count} speaker…", "&Merge {count} speakers…"),
            ),
        ),
        Command(
            "delete-speaker",
            Message("&Delete the selected speaker"),
            lambda window: window.speakers_controller.delete_chosen(),
            writes=True,
            enabled=with_speakers,
            words=on_speakers(
                Message("&Delete the selected speaker"), Plural("&Delete {count} speaker", "&Delete {count} speakers")
            ),
        ),
        Command(
            "name-everywhere",
            Message("Find all &places that name the selected speaker…"),
            lambda window: window.matches.open_for(window.speakers.chosen, window.articles_controller.chosen),
            writes=True,
            enabled=with_speaker,
        ),
        None,
        Command(
            "find-duplicates",
            Message("&Find duplicates…"),
            lambda window: window.speakers_controller.find_duplicates(),
            writes=False,
        ),
        Command(
            "import-speakers",
            Message("&Import speakers…"),
            lambda window: window.speakers_controller.import_list(),
            writes=True,
        ),
        Command(
            "export-speakers",
            Message("E&xport speakers…"),
            lambda window: window.speakers_controller.export_list(),
            writes=False,
        ),
        None,
        Command(
            "filter-speakers",
            Message("Filter &speakers"),
            lambda window: window.speakers.filter(),
            writes=False,
            keys=("Ctrl+Shift+S",),
        ),
        Command(
            "library-speakers",
            Message("Show all speakers of the &library"),
            lambda window: window.speakers.show_whole_library(not window.speakers.shows_whole_library),
            writes=False,
            checked=lambda window: window.speakers.shows_whole_library,
        ),
    ),
)
