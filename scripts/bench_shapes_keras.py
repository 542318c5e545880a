"""Times models in Keras on JAX, by its own fit: seconds a step. See bench_shapes.py."""
import bench_jax
import bench_shapes

options = bench_shapes.arguments()
bench_jax.use(options.threads)

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
