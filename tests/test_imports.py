"""Every module of the program can be imported, on each Python that is named."""

from __future__ import annotations

import importlib
import pkgutil

import components


def test_each_module_is_imported() -> None:
    names = {module.name for module in pkgutil.walk_packages(components.__path__, "components.")}
    assert "components.reading.analysis" in names
    for name in names - {"components.__main__"}:
        importlib.import_module(name)
