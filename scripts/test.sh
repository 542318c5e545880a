#!/usr/bin/env bash
# Format check, build with warnings as errors, all tests. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
passed=0 failed=0 skipped=0

# The closing line is printed whatever happens before it.
finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}

# check NAME COMMAND...: a step that counts only when it fails.
check() {
  local name=$1; shift
  echo "== $name"
  "$@" && return 0
  echo "== $name FAILED"; failed=$((failed + 1)); return 1
}

# suite NAME [VARIABLE=VALUE...]: runs a test project, with $options, adds its totals.
suite() {
  local name=$1 log summary total errors fails skips; shift
  log=$(mktemp)
  echo "== $name $*"
  env "$@" dotnet "tests/$name/bin/Release/net10.0/$runtime/$name.dll" -noColor -noLogo ${options:-} > "$log" 2>&1
  local rc=$?
  grep -vE '^ *(Discovering|Discovered|Starting|Finished|=== TEST EXECUTION)' "$log" | grep -v '^$' | tail -n 400
  summary=$(grep -E '^ *[A-Za-z.]+Tests +Total: ' "$log" | tail -n 1)
  rm -f "$log"
  if [[ $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
    total=${BASH_REMATCH[1]} errors=${BASH_REMATCH[2]} fails=${BASH_REMATCH[3]} skips=${BASH_REMATCH[4]}
    failed=$((failed + fails + errors)) skipped=$((skipped + skips)) passed=$((passed + total - fails - skips))
    [ $rc -ne 0 ] && [ $((fails + errors)) -eq 0 ] && failed=$((failed + 1))
  else
    echo "== $name ended without a summary (exit $rc)"; failed=$((failed + 1))
  fi
}

check "format" dotnet format whitespace . --folder --verify-no-changes --include src/ tests/ examples/
check "restore" dotnet restore AutoEncoders.sln --locked-mode -v q || { finish; exit 1; }
check "build" dotnet build AutoEncoders.sln -c Release --no-restore -v q || { finish; exit 1; }
runtime=$(dotnet --info | awk '/^ *RID:/ {print $2; exit}')

suite Keras.Core.Tests
suite Keras.Engine.Tests
suite Keras.Engine.Tests DOTNET_EnableAVX512=0
suite Keras.Engine.Tests DOTNET_EnableAVX2=0
suite Keras.Tests
suite Keras.Parity.Tests
suite Keras.Datasets.Tests
suite Keras.Plotting.Tests
suite Keras.Python.Tests
suite Keras.Cli.Tests
# Whole calls of fit again, on the real Keras for which the tests before have made an environment. Without the options it is every case that trains.
python="$PWD/tests/Keras.Python.Tests/bin/Release/net10.0/$runtime/environments/jax/bin/python"
[ -x "$python" ] && options="-class Keras.Parity.Tests.FitCases" suite Keras.Parity.Tests KERAS_BACKEND=jax KERAS_PYTHON="$python"
suite Keras.Solution.Tests
finish
