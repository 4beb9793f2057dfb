"""The tagger a user names, loaded before anything is read or written."""

from transforms.entities.ner.registry import Tagger, load_tagger
from warehouse.errors import DatelineError


def chosen_tagger(name: str) -> Tagger:
    """The tagger of a name (see transforms/entities/ner/registry.py), loaded once in a process.

    Raises DatelineError where there is none of that name, its package is missing or its model cannot be loaded.
    """
    try:
        return load_tagger(name)
    except ValueError as error:
        remedy = "Use crf, spacy:NAME, gliner:NAME or transformers:NAME"
        raise DatelineError(f"There is no tagger {name or repr(name)}", remedy) from error
    except ImportError as error:
        remedy = "Install it with pip into the environment Dateline runs in"
        raise DatelineError(str(error), remedy) from error
    except OSError as error:
        remedy = "After the colon stands an installed model or the folder of one; nothing is fetched"
        raise DatelineError(str(error).rstrip("."), remedy) from error
