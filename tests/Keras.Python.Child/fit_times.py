"""The script of FitTimes.cs in Python: fit_times.py SAMPLES."""
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

x = np.random.RandomState(0).rand(int(sys.argv[1]), 784).astype("float32")
inputs = h = keras.Input((784,))
for units in (256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256):
    h = keras.layers.Dense(units, "relu")(h)
model = keras.Model(inputs, keras.layers.Dense(784, "sigmoid")(h))
model.compile("adam", "binary_crossentropy")
callbacks = [keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: None)]


def least(name, times, action):
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    print(f"{name} {best * 1000:.3f} ms")


model.fit(x, x, verbose=0, callbacks=callbacks)
least("epoch", 7, lambda: model.fit(x, x, verbose=0, callbacks=callbacks))
one = x[:1]
model.predict(one, verbose=0)
least("predict", 200, lambda: model.predict(one, verbose=0))
