"""The formats, a module each. Every module here is imported with the package and registers its format by its own name.

docs/contributing.md says how to add one.
"""

from importlib import import_module

from flows.defaults import format_names
from flows.sources.format import require_complete

for _name in format_names():
    import_module(f"{__name__}.{_name}")
require_complete()
