"""Says what of Keras a Python has, as JSON, and imports none of it. Arguments: a folder, and the names of Keras's backends."""
import json
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec


def has(name):
    spec = find_spec(name)
    # A folder that an uninstalled package left behind has no file to load.
    return spec is not None and spec.has_location


def keras_version():
    try:
        return version("keras") or ""
    except PackageNotFoundError:
        return ""


folder, *backends = sys.argv[1:]
print(json.dumps({
    "keras": keras_version() if has("keras") else None,
    "backends": [name for name in backends if has(name)],
    "is_that_folder": os.path.isdir(folder) and os.path.samefile(sys.prefix, folder),
}))
