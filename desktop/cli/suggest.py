"""ascribe suggest [ARTICLE...]"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import language_flag, libraries, printing
from desktop.cli.progress import add_json, say, shown
from desktop.model.records import SETTLED

HELP = Message("suggest quotations, cues and speakers")


def add_arguments(parser: ArgumentParser) -> None:
    libraries.add_articles(parser)
    parser.add_argument(
        "--scope",
        choices=("speech", "all"),
        default="speech",
        help=translated(
            "speech: what was said or written; all: also what was thought, planned or decreed (default: %(default)s)"
        ),
    )
    parser.add_argument(
        "--min-confidence",
        metavar="SHARE",
        type=_share,
        default=0.0,
        help=translated("leave out suggestions that are less sure than this: 0 to 1"),
    )
    language_flag.add_argument(
        parser, translated("the articles' language; default: each one's own, or as its text tells")
    )
    parser.add_argument(
        "--by", metavar="NAME", default="", help=translated("use another suggester: spacy, or that of a package")
    )
    parser.add_argument("--open", action="store_true", help=translated("leave out the articles that are done"))
    parser.add_argument("--annotator", metavar="NAME", help=translated("who suggests, and may undo it (default: you)"))
    libraries.add_layers(
        parser, translated("suggest for this annotator, also one who has not begun; may be repeated (default: you)")
    )
    libraries.add_used_only_here(parser)
    add_json(parser)


def run(options: Namespace) -> int:
    from desktop.suggest.language.word_lists import language  # the suggester is large, and start-up is short
    from desktop.suggest.proposing import Run, propose_in

    if not options.by:
        language(options.language)  # that there are rules for it; another suggester knows its own languages
    with libraries.opened_existing(options, annotator=options.annotator) as library:
        run = Run()
        ids: list[str] = []
        for layer in [library.layer_called(name) for name in options.layer] or [library.layer]:
            library.work_in(layer)
            ids = options.articles or library.article_ids()
            if options.open:
                done = {row.article.id for row in library.articles() if row.article.status in SETTLED}
                ids = [id for id in ids if id not in done]
            made = propose_in(
                library,
                ids,
                shown(options),
                scope=options.scope,
                min_confidence=options.min_confidence,
                by=options.by,
                language=options.language,
            )
            run.join(made)
    if options.json:
        say(new=run.new, kept=run.kept, articles=run.with_new, not_read=run.not_read, failed=run.failed)
    else:
        printing.say(
            translated_plural(
                "{new} suggested in {count} article; {kept} were there already.",
                "{new} suggested in {count} articles; {kept} were there already.",
                len(ids),
                new=run.new,
                kept=run.kept,
            )
        )
        for remark in run.remarks:
            printing.tell(remark)
    return 1 if run.failed else 0


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(translated("{value} is not a share between 0 and 1", value=value))
    return share
