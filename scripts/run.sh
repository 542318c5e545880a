#!/usr/bin/env bash
# Trains the first autoencoder on MNIST digits and leaves pictures. Options: scripts/run.sh --help
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec dotnet run -c Release --project examples/KerasDense -- "$@"
