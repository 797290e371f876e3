"""ascribe suggest [ARTICLE...]"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from desktop.cli import libraries
from desktop.cli.progress import shown_when_watched
from desktop.records import new_id

NAME = "suggest"
HELP = "propose quotations, cues and speakers"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help="the ids that `ascribe list` shows; all without")
    parser.add_argument(
        "--scope",
        choices=("speech", "all"),
        default="speech",
        help="speech: what was said or written; all: also what was thought, planned or decreed (default: %(default)s)",
    )
    parser.add_argument(
        "--min-confidence", metavar="SHARE", type=_share, default=0.0, help="leave out what is less certain: 0 to 1"
    )
    parser.add_argument("--by", metavar="NAME", default="", help="another suggester: spacy, or a package's own")


def run(options: Namespace) -> int:
    from desktop.suggest.lessons import learnt_from  # the suggester is large, and start-up is short
    from desktop.suggest.proposing import propose

    group = new_id()
    new = kept = 0
    with libraries.opened_existing(options) as library:
        ids = options.articles or library.article_ids()
        learnt = learnt_from(library)
        progress = shown_when_watched()
        for done, id in enumerate(ids):
            progress(done, len(ids))
            came = propose(
                library,
                id,
                scope=options.scope,
                min_confidence=options.min_confidence,
                group=group,
                learnt=learnt,
                by=options.by,
            )
            new += came.new
            kept += came.kept
        progress(len(ids), len(ids))
    print(
        f"{new:,} suggested in {len(ids):,} {'article' if len(ids) == 1 else 'articles'}; {kept:,} were there already."
    )
    return 0


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{value} is not a share between 0 and 1")
    return share
