"""Times models in Keras on JAX, by its own fit: seconds a step. See bench_shapes.py."""
import os

import bench_shapes

options = bench_shapes.arguments()
os.environ["KERAS_BACKEND"] = "jax"
if options.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
elif hasattr(os, "sched_setaffinity"):
    # XLA makes as many threads as there are processors to run on.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:options.threads])

import keras
import numpy as np


def trainer(shape):
    keras.utils.set_random_seed(1)
    model = keras.models.model_from_json(shape["model"])
    model.compile(keras.optimizers.Adam(1e-3), "mse", jit_compile=True)
    batch, images = shape["batch"], shape["batches"] * shape["batch"]
    inputs = np.random.rand(images, *model.input_shape[1:]).astype(np.float32)
    targets = np.random.rand(images, *model.output_shape[1:]).astype(np.float32)

    def run(steps):
        model.fit(inputs[:steps * batch], targets[:steps * batch], batch_size=batch, epochs=1, verbose=0)

    return run


bench_shapes.serve(f"Keras/JAX {keras.__version__}", options.data, trainer)
