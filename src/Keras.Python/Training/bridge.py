"""Real Keras at work for C#: one object a model, whose weights and optimizer state lie in C#'s memory between calls."""
import importlib
import json
import os
import types


def start(name, device):
    """Imports Keras with that backend, with the settings that C# has, whatever the user's keras.json says."""
    os.environ["KERAS_BACKEND"] = name
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    keras = importlib.import_module("keras")
    if keras.backend.backend() != name:
        raise RuntimeError(f"Keras was imported with the backend {keras.backend.backend()} before; a process has one")
    keras.config.set_floatx("float32")
    keras.config.set_epsilon(1e-7)
    keras.config.set_image_data_format("channels_last")
    if device:
        check_device(name, device)
    return keras.__version__


def devices(name):
    """What the backend can compute on, by Keras's names, and the reason where there is no GPU."""
    if name == "jax":
        import jax
        return [f"{'gpu' if d.platform in ('gpu', 'cuda', 'rocm') else d.platform}:{d.id}" for d in jax.devices()] + ["cpu:0"], jax_reason()
    if name == "torch":
        import torch
        return ["cpu:0"] + [f"gpu:{i}" for i in range(torch.cuda.device_count())], "PyTorch was built without CUDA" if torch.version.cuda is None else "PyTorch sees no CUDA device (is the driver loaded, CUDA_VISIBLE_DEVICES set?)"
    import tensorflow as tf
    found = [f"{d.device_type.lower()}:{i}" for kind in ("CPU", "GPU") for i, d in enumerate(tf.config.list_physical_devices(kind))]
    return found, "TensorFlow sees no GPU (is it built with CUDA, are its libraries found?)" if tf.test.is_built_with_cuda() else "TensorFlow was built without CUDA"


def jax_reason():
    try:
        import jax
        jax.devices("gpu")
        return ""
    except RuntimeError as error:
        return str(error).splitlines()[0]


def check_device(name, device):
    """Raises when the device is not there: never silently another one."""
    found, reason = devices(name)
    wanted = device if ":" in device else device + ":0"
    if wanted not in found:
        raise RuntimeError(f"the device {device} is not there ({reason}); there are {', '.join(dict.fromkeys(found))}")


def custom_objects():
    """The classes of C# that Keras does not have: PyTorch's Adam and transposed convolution."""
    import keras
    from keras import ops

    class TorchAdam(keras.optimizers.Optimizer):
        def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, weight_decay=0.0, name="torch_adam"):
            super().__init__(learning_rate=learning_rate, name=name)
            self.beta_1, self.beta_2, self.epsilon, self.decay = beta_1, beta_2, epsilon, weight_decay

        def build(self, variables):
            if self.built:
                return
            super().build(variables)
            self.slots = [[self.add_variable_from_reference(v, name=n) for n in ("momentum", "velocity")] for v in variables]

        def update_step(self, gradient, variable, learning_rate):
            m, v = self.slots[self._get_variable_index(variable)]
            t = ops.cast(self.iterations + 1, variable.dtype)
            rate = ops.cast(learning_rate, variable.dtype)
            gradient = ops.cast(gradient, variable.dtype)
            if self.decay:
                gradient = gradient + variable * self.decay
            self.assign(m, m + (gradient - m) * (1 - self.beta_1))
            self.assign(v, v * self.beta_2 + ops.square(gradient) * (1 - self.beta_2))
            # 1 - beta^t without the digits that the subtraction would lose.
            first, second = (one_minus_power(beta, t) for beta in (self.beta_1, self.beta_2))
            self.assign_sub(variable, rate / first * m / (ops.sqrt(v) / ops.sqrt(second) + self.epsilon))

        def get_config(self):
            return {"name": self.name, "learning_rate": float(self._learning_rate), "beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon, "weight_decay": self.decay}

    def one_minus_power(beta, t):
        import math
        if beta == 0:
            return ops.ones_like(t)
        h = ops.tanh(t * (-math.log(beta) / 2))
        return 2 * h / (1 + h)

    class TorchConv2DTranspose(keras.layers.Conv2DTranspose):
        """Computes all that the kernel reaches, then takes PyTorch's padding off and adds its output padding."""

        def __init__(self, filters, kernel_size, strides=(1, 1), padding=(0, 0), output_padding=(0, 0), **kwargs):
            pair = lambda value: tuple(value) if isinstance(value, (list, tuple)) else (value, value)
            self.torch_padding, self.torch_output_padding = pair(padding), pair(output_padding)
            super().__init__(filters, kernel_size, strides=strides, padding="valid", **kwargs)

        def compute_output_spec(self, inputs):
            return keras.KerasTensor(self.compute_output_shape(inputs.shape), dtype=self.compute_dtype)

        def compute_output_shape(self, shape):
            first = self.data_format == "channels_first"
            sizes = []
            for i in range(2):
                n = shape[(2 if first else 1) + i]
                reach = (self.kernel_size[i] - 1) * self.dilation_rate[i] + 1
                sizes.append(None if n is None else (n - 1) * self.strides[i] - 2 * self.torch_padding[i] + reach + self.torch_output_padding[i])
            return (shape[0], self.filters, *sizes) if first else (shape[0], *sizes, self.filters)

        def call(self, inputs):
            first = self.data_format == "channels_first"
            axes = (2, 3) if first else (1, 2)
            sizes = self.compute_output_shape(inputs.shape)
            outputs = ops.conv_transpose(inputs, self.kernel, list(self.strides), "valid", data_format=self.data_format, dilation_rate=self.dilation_rate)
            for i, axis in enumerate(axes):
                begin, end = self.torch_padding[i], self.torch_padding[i] + sizes[axis]
                beyond = end - outputs.shape[axis]
                if beyond > 0:
                    outputs = ops.pad(outputs, [(0, beyond if a == axis else 0) for a in range(4)])
                outputs = ops.take(outputs, list(range(begin, end)), axis=axis) if begin or end != outputs.shape[axis] else outputs
            if self.use_bias:
                outputs = outputs + ops.reshape(self.bias, (1, self.filters, 1, 1) if first else (1, 1, 1, self.filters))
            return self.activation(outputs)

        def get_config(self):
            config = super().get_config()
            config.update(padding=self.torch_padding, output_padding=self.torch_output_padding)
            return config

    return {"TorchAdam": TorchAdam, "TorchConv2DTranspose": TorchConv2DTranspose}


class Interrupted(Exception):
    """C# asked for the end, at a batch boundary."""


class Model:
    """A model of C# as real Keras runs it."""

    def __init__(self, config, compile_config, weights, device):
        import keras
        import numpy
        self.keras, self.numpy = keras, numpy
        self.device = device
        self.custom = custom_objects()
        with keras.utils.custom_object_scope(self.custom), self.scope():
            self.model = keras.models.model_from_json(config)
            if compile_config is not None:
                arguments = json.loads(compile_config)
                # How Python runs the model is Python's choice.
                arguments.update(jit_compile="auto", run_eagerly=False)
                self.model.compile_from_config(arguments)
        self.weights = list(zip(self.model.weights, weights))
        self.check(self.weights, "weights")
        self.states = []
        self.synced = {}

    def scope(self):
        import contextlib
        return self.keras.device(self.device) if self.device else contextlib.nullcontext()

    def check(self, pairs, what):
        for variable, memory in pairs:
            if tuple(variable.shape) != memory.shape:
                raise ValueError(f"the {what} of Keras and of C# differ: {variable.path} has shape {tuple(variable.shape)} there and {memory.shape} here")

    def train_with(self, states):
        """Names the memory of the optimizer's state, once it is built."""
        with self.scope():
            self.model.optimizer.build(self.model.trainable_variables)
        variables = self.model.optimizer.variables
        if len(variables) != len(states):
            raise ValueError(f"the optimizers of Keras and of C# differ: {len(variables)} variables there, {len(states)} here")
        self.states = list(zip(variables, states))
        self.check(self.states, "optimizer's variables")

    def push(self, states=True):
        """C#'s contents go to Keras, where they changed; copied, since JAX keeps what it is given."""
        for variable, memory in self.weights + (self.states if states else []):
            known = self.synced.get(id(memory))
            if known is None or not self.numpy.array_equal(known, memory):
                copy = self.numpy.array(memory, copy=True)
                self.synced[id(memory)] = copy
                with self.scope():
                    variable.assign(self.numpy.array(copy, dtype=self.keras.backend.standardize_dtype(variable.dtype), copy=True))

    def pull(self, states=True):
        """Keras's contents come to C#."""
        for variable, memory in self.weights + (self.states if states else []):
            value = self.keras.ops.convert_to_numpy(variable.value)
            self.numpy.copyto(memory, value, casting="unsafe")
            known = self.synced.get(id(memory))
            if known is None:
                self.synced[id(memory)] = memory.copy()
            else:
                self.numpy.copyto(known, memory)

    def settle(self):
        """After a call that may have been cut short: JAX's own copies go to the variables."""
        if hasattr(self.model, "jax_state_sync"):
            self.model.jax_state_sync()

    def prepare(self, x, y, sample_weight):
        """Builds metrics and losses by one sample: on JAX fit would draw a shuffled order of its own for that."""
        if hasattr(self.model, "_symbolic_build") and not isinstance(x, types.GeneratorType):
            one = self.keras.tree.map_structure(lambda a: None if a is None else a[:1], (x, y, sample_weight), none_is_leaf=True)
            self.model._symbolic_build(data_batch=one)

    def fit(self, x, y, sample_weight, relay, **arguments):
        """Keras's fit. True when it came to its end, false when C# ended it."""
        self.push()
        try:
            with self.scope():
                self.prepare(x, y, sample_weight)
                self.model.fit(x, y, sample_weight=sample_weight, verbose=0, callbacks=[relay], **arguments)
            return True
        except Interrupted:
            return False
        finally:
            self.settle()
            self.pull()

    def evaluate(self, x, y, sample_weight, relay, **arguments):
        self.push(states=False)
        with self.scope():
            logs = self.model.evaluate(x, y, sample_weight=sample_weight, verbose=0, callbacks=[relay], return_dict=True, **arguments)
        return self.in_order(logs)

    def predict(self, x, relay, **arguments):
        self.push(states=False)
        with self.scope():
            outputs = self.model.predict(x, verbose=0, callbacks=[relay], **arguments)
        return self.flat(outputs)

    def train_on_batch(self, x, y, sample_weight, wants_outputs):
        self.push()
        with self.scope():
            outputs = self.flat(self.model.predict_on_batch(x)) if wants_outputs else []
            self.model.reset_metrics()
            logs = self.model.train_on_batch(x, y, sample_weight=sample_weight, return_dict=True)
        self.pull()
        return self.in_order(logs), outputs

    def test_on_batch(self, x, y, sample_weight):
        self.push(states=False)
        with self.scope():
            self.model.reset_metrics()
            return self.in_order(self.model.test_on_batch(x, y, sample_weight=sample_weight, return_dict=True))

    def predict_on_batch(self, x):
        self.push(states=False)
        with self.scope():
            return self.flat(self.model.predict_on_batch(x))

    def flat(self, outputs):
        return [self.numpy.asarray(output) for output in self.keras.tree.flatten(outputs)]

    def in_order(self, logs):
        """The values in the order of Keras's lists."""
        names = []
        for metric in self.model.metrics:
            names += [inner.name for inner in metric.metrics] if hasattr(metric, "metrics") else [metric.name]
        names = [name for name in dict.fromkeys(names) if name in logs]
        names += sorted(name for name in logs if name not in names)
        return [(name, float(logs[name])) for name in names]

    def increases(self, name):
        """Whether a metric is better when it is higher; None when that is not known."""
        for metric in self.model.metrics:
            for inner in getattr(metric, "metrics", [metric]):
                if inner.name == name and getattr(inner, "_direction", None):
                    return inner._direction == "up"
        return False if name == "loss" or name.endswith("_loss") else None

    def relay(self, tell, flag, steps):
        """The callback that hands everything on to C#, step by step too where somebody wants to know."""
        return relay_class(self.keras)(self, tell, flag, steps)


def relay_class(keras):
    class Relay(keras.callbacks.Callback):
        def __init__(self, owner, tell, flag, steps):
            super().__init__()
            self.owner, self.tell, self.flag, self.steps = owner, tell, flag, steps

        def read(self):
            """C# wants the weights: self.model brings them up to date."""
            self.model
            self.owner.pull()

        def write(self):
            """C# may have changed what it read."""
            self.model
            self.owner.push()

        def pass_on(self, event, number=0, logs=None):
            logs = logs or {}
            if self.tell(event, number, list(logs), [float(value) for value in logs.values()], self):
                self._model.stop_training = True
            if self.flag[0]:
                raise Interrupted()

        def on_train_begin(self, logs=None): self.pass_on("train_begin", 0, logs)
        def on_train_end(self, logs=None): self.pass_on("train_end", 0, logs)
        def on_epoch_begin(self, epoch, logs=None): self.pass_on("epoch_begin", epoch, logs)
        def on_epoch_end(self, epoch, logs=None): self.pass_on("epoch_end", epoch, logs)
        def on_test_begin(self, logs=None): self.pass_on("test_begin", 0, logs)
        def on_test_end(self, logs=None): self.pass_on("test_end", 0, logs)
        def on_predict_begin(self, logs=None): self.pass_on("predict_begin", 0, logs)
        def on_predict_end(self, logs=None): self.pass_on("predict_end", 0, logs)

        def on_step(self, event, number, logs):
            if self.steps:
                self.pass_on(event, number, logs)
            elif self.flag[0] and event.endswith("end"):
                raise Interrupted()

        def on_train_batch_begin(self, batch, logs=None): self.on_step("train_batch_begin", batch, logs)
        def on_train_batch_end(self, batch, logs=None): self.on_step("train_batch_end", batch, logs)
        def on_test_batch_begin(self, batch, logs=None): self.on_step("test_batch_begin", batch, logs)
        def on_test_batch_end(self, batch, logs=None): self.on_step("test_batch_end", batch, logs)
        def on_predict_batch_begin(self, batch, logs=None): self.on_step("predict_batch_begin", batch, None)
        def on_predict_batch_end(self, batch, logs=None): self.on_step("predict_batch_end", batch, None)

    return Relay


def batches(next_batch):
    """The batches that C# gives, until it gives none."""
    while (batch := next_batch()) is not None:
        yield batch


def random_state():
    """NumPy's global generator, as C# keeps it."""
    import numpy
    _, key, position, has_gauss, cached = numpy.random.get_state()
    return numpy.asarray(key, dtype="int64"), position, has_gauss, cached


def set_random_state(key, position, has_gauss, cached):
    import numpy
    numpy.random.set_state(("MT19937", numpy.asarray(key, dtype="uint32"), position, has_gauss, cached))
