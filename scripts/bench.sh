#!/usr/bin/env bash
# Seconds an epoch of the four autoencoders on two threads, in turn with PyTorch (Debian's python3-torch, when installed), with Keras on JAX (when KERAS_WHEELS names a folder of
# their wheels) and with a yardstick of hard-coded steps (when KERAS_REACH names the folder of its run.sh). Takes some minutes.
# With "shapes" as the first argument: milliseconds a step of other shapes (layers, kernels, strides, odd batches), in turn with the same peers.
# Options: [shapes] [--json FILE] [--seconds N] [NAME...]. KERAS_BENCH_DATA names a folder of MNIST's IDX files to train on instead of the embedded digits.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_PROCESSOR_COUNT=2
export KERAS_BENCH_SCRIPTS="$PWD/scripts"
if [ -n "${KERAS_WHEELS:-}" ]; then
    environment="$PWD/output/bench-keras"
    if ! "$environment/bin/python" -c "import keras, jax" 2> /dev/null; then
        rm -rf "$environment"
        python3 -m venv "$environment" && "$environment/bin/pip" install --quiet --disable-pip-version-check --no-index --find-links "$KERAS_WHEELS" keras jax
    fi
    export KERAS_BENCH_KERAS="$environment/bin/python"
fi
verb=models
if [ "${1:-}" = shapes ]; then
    verb=shapes
    shift
fi
exec dotnet run -c Release --project tests/Keras.Benchmarks -- "$verb" "$@"
