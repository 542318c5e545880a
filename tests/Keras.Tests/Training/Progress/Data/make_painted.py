"""Writes painted.json: what Keras 3.15's own ProgbarLogger writes, call by call, on a clock that the script sets.

Times are multiples of 1/128 s, exact in binary and in .NET's ticks, so that halves are rounded alike.
Run with: KERAS_BACKEND=jax python make_painted.py
"""
import io, json, os, random, sys, time
from unittest import mock
import posix  # noqa: F401  (as on every POSIX system)
import keras

TICK = 1 / 128


def play(name, verbose, epochs, steps, calls):
    """calls: [ticks since the beginning, method, argument or None, logs]."""
    clock = [1024.0]
    out = io.StringIO()
    logger = keras.callbacks.ProgbarLogger()
    with mock.patch.object(time, "time", lambda: clock[0]), mock.patch.object(sys, "stdout", out):
        logger.set_params({"verbose": verbose, "epochs": epochs, "steps": steps})
        for ticks, method, argument, logs in calls:
            clock[0] = 1024.0 + ticks * TICK
            arguments = [] if argument is None else [argument]
            getattr(logger, method)(*arguments, dict(logs))
    calls = [[ticks, method, argument, [[name, number(value)] for name, value in logs]] for ticks, method, argument, logs in calls]
    return dict(name=name, verbose=verbose, epochs=epochs, steps=steps, calls=calls, text=out.getvalue())


def number(value):
    """JSON has no NaN and no infinity: those go as .NET's words."""
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), value)


def fit(name, verbose, epochs, steps, durations, logs, extra=None, known=True, validate=0):
    calls, now = [[0, "on_train_begin", None, []]], 0
    for epoch in range(epochs):
        calls.append([now, "on_epoch_begin", epoch, []])
        for step in range(steps):
            now += durations(step)
            calls.append([now, "on_train_batch_end", step, logs(epoch, step)])
        last = logs(epoch, steps - 1)
        for step in range(validate):
            calls.append([now, "on_test_begin", None, []] if step == 0 else [now, "on_test_batch_end", step, [["loss", 9.0]]])
            now += 3
        if validate:
            calls.append([now, "on_test_end", None, [["loss", 9.0]]])
        calls.append([now, "on_epoch_end", epoch, last + (extra(epoch) if extra else [])])
    return play(name, verbose, epochs, steps if known else None, calls)


rng = random.Random(7)
two = lambda e, s: [["accuracy", (s % 33) / 32], ["loss", 2.5 / (1 + e * 10 + s)]]
small = lambda e, s: [["loss", 0.5 ** s], ["mae", -(0.5 ** s)]]
random_values = {(e, s): [["first_loss", rng.uniform(-2, 2)], ["loss", rng.lognormvariate(0, 8)], ["second", rng.uniform(0, 2e-3)]] for e in range(3) for s in range(40)}
drawn = lambda e, s: random_values[e, s]
odd = lambda e, s: [["loss", [float("nan"), float("inf"), float("-inf"), 0.0, -0.0, 1e-3, 1e300, 123456789.5][s % 8]]]
validation = lambda e: [["val_accuracy", 0.59375 + e / 64], ["val_loss", 0.75 - e / 8], ["learning_rate", 10.0 ** -(3 + e)]]

cases = []
for verbose in (1, 2):
    cases += [
        fit(f"two values, {verbose}", verbose, 2, 40, lambda s: 3, two),
        fit(f"validation and learning rate, {verbose}", verbose, 3, 5, lambda s: 8, two, validation, validate=3),
        fit(f"one epoch, {verbose}", verbose, 1, 3, lambda s: 64, two),
        fit(f"one step, {verbose}", verbose, 2, 1, lambda s: 64, two),
        fit(f"small and negative, {verbose}", verbose, 1, 24, lambda s: 9, small),
        fit(f"drawn values, {verbose}", verbose, 2, 40, lambda s: 6 + s % 5, drawn),
        fit(f"odd values, {verbose}", verbose, 2, 8, lambda s: 7, odd),
        fit(f"steps not known, {verbose}", verbose, 3, 12, lambda s: 5, two, validation, known=False),
        fit(f"microseconds, {verbose}", verbose, 1, 210, lambda s: 7 if s % 100 == 99 else 0, two),
        fit(f"instant, {verbose}", verbose, 2, 4, lambda s: 0, two),
        fit(f"minutes left, {verbose}", verbose, 1, 25, lambda s: 128 * 7 - 3 * s, two),
        fit(f"hours left, {verbose}", verbose, 1, 16, lambda s: 128 * 700 + 5 * s, two),
        fit(f"seconds a step, {verbose}", verbose, 1, 5, lambda s: 128 * 5 // 2, two),
        fit(f"slow first step, {verbose}", verbose, 1, 6, lambda s: 1280 if s == 0 else 1, two),
        fit(f"no values, {verbose}", verbose, 1, 10, lambda s: 7, lambda e, s: []),
        play(f"evaluate, {verbose}", verbose, 1, 9, [[0, "on_test_begin", None, []]] + [[4 * s + 4, "on_test_batch_end", s, two(0, s)] for s in range(9)] + [[40, "on_test_end", None, two(0, 9)]]),
        play(f"evaluate, steps not known, {verbose}", verbose, 1, None, [[0, "on_test_begin", None, []]] + [[4 * s + 4, "on_test_batch_end", s, two(0, s)] for s in range(9)] + [[40, "on_test_end", None, two(0, 9)]]),
        play(f"predict, {verbose}", verbose, 1, 12, [[0, "on_predict_begin", None, []]] + [[5 * s + 5, "on_predict_batch_end", s, []] for s in range(12)] + [[70, "on_predict_end", None, []]]),
        play(f"two steps at once, {verbose}", verbose, 1, 10, [[0, "on_train_begin", None, []], [0, "on_epoch_begin", 0, []]] + [[9 * s + 9, "on_train_batch_end", s, two(0, s)] for s in range(1, 10, 2)] + [[99, "on_epoch_end", 0, two(0, 9)]]),
    ]
cases.append(fit("silent", 0, 2, 5, lambda s: 8, two, validation, validate=3))
text = json.dumps(cases, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace('},{"name"', '},\n{"name"')
open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "painted.json"), "w", encoding="utf-8").write(text + "\n")
