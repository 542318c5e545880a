#!/usr/bin/env bash
# Makes the locked lists of one backend with the SHA-256 of every package, for Linux x64 and each Python 3.11 to 3.14:
#   scripts/lock_requirements.sh jax [FOLDER OF WHEELS]
# Needs python3 with pip 23 or later, and the Python package index unless a folder of wheels is given. It reads src/Keras.Python/Setup/Requirements/BACKEND.txt and writes BACKEND-linux-x64-cpXY.txt
# beside it for every Python that all packages have builds for. jax-linux-x64-cp311.txt was made from a folder of wheels; the others need the index and were not made yet.
set -euo pipefail
cd "$(dirname "$0")/../src/Keras.Python/Setup/Requirements"
variant=${1:?Name a list: jax, jax-gpu, tensorflow, tensorflow-gpu, torch or torch-gpu.}
source=(); [ $# -ge 2 ] && source=(--no-index --find-links "$(cd "$OLDPWD" && realpath "$2")")

platforms=()
for glibc in 28 27 17 12 5; do platforms+=(--platform "manylinux_2_${glibc}_x86_64"); done
platforms+=(--platform manylinux2014_x86_64 --platform manylinux2010_x86_64)

made=0
for minor in 11 12 13 14; do
  report=$(mktemp)
  if python3 -m pip install --dry-run --ignore-installed --quiet --report "$report" --target "$(mktemp -d)" --only-binary :all: \
      --python-version "3.$minor" --implementation cp "${platforms[@]}" "${source[@]}" -r "$variant.txt"; then
    python3 - "$report" "$variant" "$minor" > "$variant-linux-x64-cp3$minor.txt" <<'PYTHON'
import json
import sys

report, variant, minor = sys.argv[1:]
names = {"jax": "JAX", "tensorflow": "TensorFlow", "torch": "PyTorch"}
print(f"# {names[variant.split("-")[0]]}{" for GPUs" if "-" in variant else ""} on Linux x64 with CPython 3.{minor}: exact versions with SHA-256.")
for item in sorted(json.load(open(report))["install"], key=lambda item: item["metadata"]["name"].lower()):
    name = item["metadata"]["name"].lower().replace("_", "-")
    print(f"{name}=={item['metadata']['version']} --hash=sha256:{item['download_info']['archive_info']['hashes']['sha256']}")
PYTHON
    echo "$variant-linux-x64-cp3$minor.txt"; made=$((made + 1))
  else
    echo "$variant has no builds for Python 3.$minor there"
  fi
  rm -f "$report"
done
[ $made -gt 0 ]
