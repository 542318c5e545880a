"""Times the examples' four models in Keras on JAX, by its own fit: seconds an epoch of 60,000 images, one JSON line a request.

The protocol is that of bench_torch.py. Usage: bench_keras.py [--threads N] [--data FILE of 28x28 bytes]
"""
import argparse
import json
import sys
import time

import bench_jax

arguments = argparse.ArgumentParser()
arguments.add_argument("--threads", type=int, default=2)
arguments.add_argument("--data", required=True)
options = arguments.parse_args()
bench_jax.use(options.threads)

import keras
import numpy as np
from keras import Input, Model, layers

IMAGES = 60_000


def dense(sizes, linear=None):
    """Layers with ReLU between them; the one of size ``linear`` has none."""
    x = h = Input((784,))
    for size in sizes:
        h = layers.Dense(size, activation=None if size == linear else "relu")(h)
    return Model(x, layers.Dense(784, activation="sigmoid")(h))


def keras_dense():
    return dense([256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256]), "binary_crossentropy", 32, 0.0, (784,)


def keras_conv():
    model = keras.Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(2),
        layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(2),
        layers.UpSampling2D(2), layers.Conv2DTranspose(8, 3, activation="relu"),
        layers.UpSampling2D(2), layers.Conv2DTranspose(16, 3, activation="relu"),
        layers.Conv2DTranspose(1, 3, activation="sigmoid")])
    return model, "mse", 32, 0.0, (28, 28, 1)


def torch_dense():
    return dense([256, 128, 32, 16, 10, 16, 32, 64, 128, 256], linear=10), "mse", 64, 1e-5, (784,)


def torch_conv():
    # Channels last, as XLA wants them on a CPU.
    model = keras.Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, 3, padding="same", activation="relu"), layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(2),
        layers.Conv2D(64, 6),
        layers.Conv2DTranspose(32, 7, activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid")])
    return model, "mse", 64, 1e-5, (28, 28, 1)


MODELS = {"KerasDense": keras_dense, "KerasConv": keras_conv, "TorchDense": torch_dense, "TorchConv": torch_conv}


class Trainer:
    def __init__(self, name, images):
        keras.utils.set_random_seed(1)
        self.model, loss, self.batch, decay, shape = MODELS[name]()
        self.images = images.reshape(-1, *shape)
        # Keras takes the decay off the weights and not into the gradients, as PyTorch's Adam does: the same work, other numbers.
        self.model.compile(keras.optimizers.Adam(1e-3, weight_decay=decay or None), loss, jit_compile=True)

    def epoch_seconds(self, seconds):
        """Fits in pieces of about a third of the time, and scales the fastest piece to an epoch."""
        best, end, steps = float("inf"), time.perf_counter() + seconds, 10
        while time.perf_counter() < end:
            part = self.images[:steps * self.batch]
            start = time.perf_counter()
            self.model.fit(part, part, batch_size=self.batch, epochs=1, verbose=0)
            piece = time.perf_counter() - start
            best = min(best, piece / steps)
            steps = max(10, min(int(seconds / 3 / best), IMAGES // self.batch))
        return best * -(-IMAGES // self.batch)


def main():
    images = np.fromfile(options.data, np.uint8).astype(np.float32) / 255
    trainers = {}
    print(json.dumps({"peer": f"Keras/JAX {keras.__version__}"}), flush=True)
    for line in sys.stdin:
        name, seconds = line.split()
        if name not in trainers:
            trainers[name] = Trainer(name, images)
            trainers[name].epoch_seconds(0.2)
        print(json.dumps({"model": name, "seconds": trainers[name].epoch_seconds(float(seconds))}), flush=True)


main()
