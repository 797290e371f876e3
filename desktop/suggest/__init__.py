"""Finds quotations, cues and speakers: text in, suggested attributions out.

The steps, each a module that can be read on its own: `quotations` pairs the marks, `tokens` splits words and sentences
and tells what each word does, `cues` finds the words that report, `sources` the noun phrases, `contents` where what was
said begins and ends, `doubts` what only looks like a report; `cue_first`, `cue_last`, `cue_phrases`, `inserted`,
`headlines`, `turns` and `remaining` are the rules that put them together, `finder` runs them, `speakers` says who
the sources are, and `confidence` how sure each one is. What depends on the language is in resources/suggest/.

What a person's work teaches comes on top of the rules (`learning`): a tagger proposes attributions of its own
(`features`, `tagger`, `label_decoder`), a ranker chooses among all `proposals` (`ranker`), and a last step says who
spoke (`source_chooser`). `trainer` makes the `models` that they need, from `training_data`.

`article_reading` and `who_said_it` answer, from the same rules, who may have said the words that a person marks.
"""

from desktop.model.records import SpeakerGuess
from desktop.suggest.attributions import SuggestedAttribution, suggest
from desktop.suggest.language.word_lists import Scope, languages

__all__ = ["Scope", "SpeakerGuess", "SuggestedAttribution", "languages", "suggest"]
