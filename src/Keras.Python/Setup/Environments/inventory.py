"""Prints the first thing that an environment lacks of its packages; nothing when it is whole. Arguments: name==version of those it must have."""
import csv
import os
import re
import sys
from importlib.metadata import distributions


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def flaw():
    versions = {}
    for distribution in distributions():
        versions[normal(distribution.metadata["Name"])] = distribution.version
        root = str(distribution.locate_file(""))
        for row in csv.reader((distribution.read_text("RECORD") or "").splitlines()):
            if len(row) == 3 and row[2]:
                try:
                    size = os.stat(os.path.join(root, row[0])).st_size
                except OSError:
                    return f"{row[0]} is missing"
                if size != int(row[2]):
                    return f"{row[0]} was changed"
    for requirement in sys.argv[1:]:
        name, version = requirement.split("==")
        if versions.get(normal(name)) != version:
            return f"{name} is {versions.get(normal(name), 'missing')} and not {version}"
    return None


print(flaw() or "", end="")
