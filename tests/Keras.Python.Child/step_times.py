"""The script of StepTimes.cs in Python: step_times.py STEPS."""
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

x = np.random.RandomState(0).rand(32, 784).astype("float32")
inputs = h = keras.Input((784,))
for units in (256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256):
    h = keras.layers.Dense(units, "relu")(h)
model = keras.Model(inputs, keras.layers.Dense(784, "sigmoid")(h))
model.compile("adam", "binary_crossentropy")


def measure(name, steps, step):
    times = []
    for i in range(-20, steps):
        start = time.perf_counter()
        step()
        if i >= 0:
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{name}: {times[steps // 2]:.3f} ms, the least {times[0]:.3f} ms")


measure("step", int(sys.argv[1]), lambda: model.train_on_batch(x, x))
measure("step and iterations", int(sys.argv[1]), lambda: (model.train_on_batch(x, x), model.optimizer.iterations.numpy()))
measure("step and weights", int(sys.argv[1]), lambda: (model.train_on_batch(x, x), model.get_weights()))
