"""Says what one environment can do, as JSON: Keras, its devices, a training step on each."""
import json
import os
import sys
import time

os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
backend = os.environ["KERAS_BACKEND"]
import keras
import numpy as np

versions = {"keras": keras.__version__, "numpy": np.__version__}
if backend == "jax":
    import jax
    versions["jax"] = jax.__version__
    devices = [(f"{'gpu' if d.platform in ('gpu', 'cuda', 'rocm') else d.platform}:{d.id}", d.device_kind) for d in jax.devices()]
    if not any(name.startswith("cpu") for name, _ in devices):
        devices.append(("cpu:0", "cpu"))
elif backend == "torch":
    import torch
    versions["torch"] = torch.__version__
    devices = [("cpu:0", "cpu")] + [(f"gpu:{i}", torch.cuda.get_device_name(i)) for i in range(torch.cuda.device_count())]
else:
    import tensorflow as tf
    versions["tensorflow"] = tf.__version__
    devices = [(f"{d.device_type.lower()}:{i}", d.device_type) for kind in ("CPU", "GPU") for i, d in enumerate(tf.config.list_physical_devices(kind))]

found = []
for name, kind in devices:
    entry = {"device": name, "kind": kind}
    try:
        # PyTorch's own name of the processor has no number; under another one Keras's variables have no gradients.
        with keras.device("cpu" if backend == "torch" and name == "cpu:0" else name):
            model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(64, "relu"), keras.layers.Dense(64)])
            model.compile("adam", "mse")
            x = np.ones((32, 64), "float32")
            model.train_on_batch(x, x)
            start = time.perf_counter()
            model.train_on_batch(x, x)
            entry["milliseconds"] = round(1000 * (time.perf_counter() - start), 3)
    except Exception as error:
        entry["error"] = f"{type(error).__name__}: {error}".splitlines()[0]
    found.append(entry)
print(json.dumps({"versions": versions, "devices": found}))
