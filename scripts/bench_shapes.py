"""What bench_shapes_torch.py and bench_shapes_keras.py share: models by name from a file, trained on random numbers for some seconds when asked to.

The file is a JSON object, {"NAME@BATCH": {"batch": ..., "batches": ..., "model": Keras's JSON of the model}}. Lines "NAME@BATCH SECONDS" of standard input are
answered by {"model": ..., "seconds": the fastest step met}.
"""
import argparse
import json
import sys
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", required=True, help="the file of models")
    return parser.parse_args()


def step_seconds(run, batches, seconds):
    """Runs pieces of about a third of the time, and takes the fastest: ``run`` trains so many steps."""
    best, end, steps = float("inf"), time.perf_counter() + seconds, 2
    while time.perf_counter() < end:
        start = time.perf_counter()
        run(steps)
        best = min(best, (time.perf_counter() - start) / steps)
        steps = max(2, min(int(seconds / 3 / best), batches))
    return best


def serve(peer, file, trainer):
    """``trainer`` makes of a description a function that trains so many steps."""
    with open(file, encoding="utf-8") as stream:
        shapes = json.load(stream)
    print(json.dumps({"peer": peer}), flush=True)
    name, run = None, None
    for line in sys.stdin:
        wanted, seconds = line.split()
        batches = shapes[wanted]["batches"]
        if wanted != name:
            name, run = wanted, trainer(shapes[wanted])
            step_seconds(run, batches, 0.2)
        print(json.dumps({"model": name, "seconds": step_seconds(run, batches, float(seconds))}), flush=True)
