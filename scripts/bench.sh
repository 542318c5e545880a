#!/usr/bin/env bash
# Seconds an epoch of the four autoencoders, beside PyTorch's (Debian's python3-torch, when installed), on two threads. Takes a few minutes.
# Options: [--json FILE] [--seconds N]. KERAS_BENCH_DATA names a folder of MNIST's IDX files to train on instead of the embedded digits.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_PROCESSOR_COUNT=2 DOTNET_TieredPGO=0
export KERAS_BENCH_PEER="$PWD/scripts/bench_torch.py"
exec dotnet run -c Release --project tests/Keras.Benchmarks -- models "$@"
