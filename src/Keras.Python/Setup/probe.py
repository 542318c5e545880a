"""Says what a program needs to know of the Python that runs it, as JSON."""
import json
import os
import sys
import sysconfig

variable = sysconfig.get_config_var
library = variable("INSTSONAME") or variable("LDLIBRARY") or ""
folders = [variable("LIBDIR"), variable("LIBPL"), os.path.join(sys.base_prefix, "lib"), sys.base_prefix]
if variable("MULTIARCH"):
    folders.append(os.path.join("/usr/lib", variable("MULTIARCH")))
names = [library, variable("LDLIBRARY") or ""]
if sys.platform == "win32":
    names = ["python%d%d.dll" % sys.version_info[:2]]
elif sys.platform == "darwin":
    prefix = variable("PYTHONFRAMEWORKPREFIX")
    if prefix:
        folders.insert(0, prefix)
    names.append("libpython%d.%d.dylib" % sys.version_info[:2])


def environment_version():
    """With which version the virtual environment was made, if this is one."""
    try:
        with open(os.path.join(sys.prefix, "pyvenv.cfg"), encoding="utf-8") as file:
            options = dict(line.split("=", 1) for line in file if "=" in line)
    except OSError:
        return None
    options = {name.strip().lower(): value.strip() for name, value in options.items()}
    return options.get("version") or options.get("version_info")


shared = [os.path.join(f, n) for f in folders if f for n in names if n and not n.endswith(".a")]
print(json.dumps({
    "executable": sys.executable,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "implementation": sys.implementation.name,
    "prefix": sys.prefix,
    "base_prefix": sys.base_prefix,
    "environment_version": environment_version(),
    "library": next((p for p in shared if os.path.isfile(p)), None),
    "free_threaded": bool(variable("Py_GIL_DISABLED")),
    "bits": 64 if sys.maxsize > 2**32 else 32,
}))
