"""The hooks of the site, which are no package."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from served_site import ROOT


def hook(name: str) -> ModuleType:
    """Load a hook as MkDocs does, by its path."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "site_overrides" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
