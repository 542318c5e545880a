#!/usr/bin/env bash
# The four examples on a GPU through real Keras: gpu_examples.sh [jax|tensorflow|torch] [EPOCHS] [OPTION...]. Makes the environment of the GPU builds when neither --python EXE nor KERAS_PYTHON names a Python.
set -euo pipefail
cd "$(dirname "$0")/.."
backend=${1:-jax} epochs=${2:-1}
shift $(($# < 2 ? $# : 2))
for example in KerasDense KerasConv TorchDense TorchConv; do
  dotnet build "examples/$example" -c Release -v q
  echo "== $example on $backend, gpu"
  start=$(date +%s.%N)
  dotnet run -c Release --no-build --project "examples/$example" -- --backend "$backend" --device gpu --epochs "$epochs" --seed 1 "$@"
  echo "== $example: $(echo "$(date +%s.%N) - $start" | bc) s in all"
done
