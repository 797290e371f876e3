"""Small statistical models, by CRFsuite: what trains one, and a logistic regression."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pycrfsuite

_LOGISTIC = {"c1": 0.0, "c2": 2.0, "max_iterations": 80}


def trainer(parameters: Mapping[str, float], progress: Callable[[], None] | None = None) -> "pycrfsuite.BaseTrainer":
    """What trains a model, and tells `progress` of each round, so that it can be watched and cancelled."""
    import pycrfsuite

    class Trainer(pycrfsuite.BaseTrainer):  # type: ignore[misc]
        def message(self, message: str) -> None:
            if progress and message.startswith("***** Iteration"):
                progress()

    made = Trainer()
    made.select("lbfgs")
    made.set_params(dict(parameters))
    return made


def trained(by: "pycrfsuite.BaseTrainer") -> bytes:
    """The model that a trainer makes of what it was shown."""
    with tempfile.TemporaryDirectory(prefix="ascribe-") as folder:
        path = Path(folder) / "model"
        by.train(str(path))
        return path.read_bytes()


class Examples:
    """Gathers described things and what each is, and trains a logistic regression (a field of one item) from them."""

    def __init__(self) -> None:
        self._trainer = trainer(_LOGISTIC)

    def show(self, features: list[str], label: str) -> None:
        """Adds a thing."""
        self._trainer.append([features], [label])

    def train(self) -> bytes:
        """The model."""
        return trained(self._trainer)


class Classifier:
    """Tells how likely a described thing is to be what a label says."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._model = model  # it is read in place
        self._labels: list[str] = self._tagger.labels()

    def likelihoods(self, features: list[str]) -> dict[str, float]:
        """Of each label, how likely it is the right one, between 0 and 1."""
        self._tagger.set([features])
        return {label: float(self._tagger.marginal(label, 0)) for label in self._labels}
