"""The library of the contracts, without what it can speak to and nobody here asks it to.

dataframely imports SQLAlchemy and pydantic where they are installed, as they are with Prefect: a third of a second
of every command that writes. It does without them where they are not there.
"""

import sys

_UNUSED = [name for name in ("sqlalchemy", "pydantic", "pydantic_core") if name not in sys.modules]

sys.modules |= dict.fromkeys(_UNUSED)  # type: ignore[arg-type]  # None says that there is no such module
try:
    import dataframely as dy
finally:
    for _name in _UNUSED:
        del sys.modules[_name]

__all__ = ["dy"]
