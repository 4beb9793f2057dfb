"""Rules: what a temporal expression looks like, by family, and the lexicon they are built from.

Every module here is imported with the package, and its families register themselves (see rule.py).
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
