"""Real Keras at work for C#: one object a model, whose weights and optimizer state lie in C#'s memory between calls."""
import contextlib
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
    os.environ.setdefault("JAX_DEFAULT_MATMUL_PRECISION", "highest")
    keras = importlib.import_module("keras")
    if keras.backend.backend() != name:
        raise RuntimeError(f"Keras was imported with the backend {keras.backend.backend()} before; a process has one")
    keras.config.set_floatx("float32")
    keras.config.set_epsilon(1e-7)
    keras.config.set_image_data_format("channels_last")
    keep_float32(name)
    if device:
        check_device(name, device)
    return keras.__version__


def keep_float32(name):
    """GPUs would round products of float32 to TF32's ten bits: in PyTorch's convolutions, in TensorFlow, and on JAX unless its own variable, set in start, says otherwise."""
    if name == "torch":
        import torch
        torch.backends.cudnn.allow_tf32 = False
    elif name == "tensorflow":
        import tensorflow as tf
        tf.config.experimental.enable_tensor_float_32_execution(False)


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


def device_name(name, device):
    """What Keras is told. PyTorch's own name of the processor has no number; under another one Keras's variables would be copies, which have no gradients."""
    return "cpu" if name == "torch" and device and device.startswith("cpu") else device


class Interrupted(Exception):
    """C# asked for the end, at a batch boundary."""


class Model:
    """A model of C# as real Keras runs it."""

    def __init__(self, config, compile_config, weights, device):
        import _autoencoders_distribution as distribution
        import keras
        import numpy
        self.keras, self.numpy, self.distribution = keras, numpy, distribution
        self.device = device_name(keras.backend.backend(), device)
        with self.scope():
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

    def push(self, states=True, touched=None):
        """C#'s contents go to Keras, where they changed; copied, since JAX keeps what it is given. Looked at is what C# touched, by its place; None: everything."""
        # A call within a callback, or after one that was cut short, begins with what that one had reached.
        self.settle()
        pairs = self.weights + (self.states if states else [])
        for variable, memory in pairs if touched is None else [pairs[place] for place in touched if place < len(pairs)]:
            known = self.synced.get(id(memory))
            if known is None or not self.numpy.array_equal(known, memory):
                copy = self.numpy.array(memory, copy=True)
                self.synced[id(memory)] = copy
                with self.scope():
                    variable.assign(self.numpy.array(copy, dtype=self.keras.backend.standardize_dtype(variable.dtype), copy=True))

    def pull(self):
        """Keras's contents come to C#."""
        for place in range(len(self.weights) + len(self.states)):
            self.fetch(place)

    def fetch(self, place):
        """One of Keras's contents comes to C#."""
        variable, memory = (self.weights + self.states)[place]
        value = self.keras.ops.convert_to_numpy(variable.value)
        self.numpy.copyto(memory, value, casting="unsafe")
        known = self.synced.get(id(memory))
        if known is None:
            self.synced[id(memory)] = memory.copy()
        else:
            self.numpy.copyto(known, memory)

    def settle(self):
        """On JAX the newest values may lie outside the variables, within a call or after one that was cut short: they go there."""
        if hasattr(self.model, "jax_state_sync"):
            self.model.jax_state_sync()

    @contextlib.contextmanager
    def kept(self):
        """On JAX a call that fails in its first step has already let go of the variables' values: they come back from what C# gave."""
        try:
            yield
        except BaseException:
            self.settle()
            for variable, memory in self.weights + self.states:
                if getattr(variable, "_value", memory) is None:
                    variable.assign(self.numpy.array(self.synced[id(memory)], dtype=self.keras.backend.standardize_dtype(variable.dtype), copy=True))
            raise

    def prepare(self, x, y, sample_weight):
        """Builds metrics and losses by one sample: on JAX fit would draw a shuffled order of its own for that."""
        if hasattr(self.model, "_symbolic_build") and not isinstance(x, types.GeneratorType):
            data = (x, y, sample_weight) if not hasattr(x, "num_batches") else (*x[0], None, None)[:3]
            one = self.keras.tree.map_structure(lambda a: None if a is None else a[:1], data, none_is_leaf=True)
            self.model._symbolic_build(data_batch=one)

    def shared(self, x, y, sample_weight, arguments=None):
        """Data and arguments of a call; in a cluster those by which this process computes its share. Without arguments the data are one batch."""
        share = self.distribution.share()
        if share is None:
            return x, y, sample_weight
        if arguments is None:
            return share.of((x, y, sample_weight))
        if validation := arguments.get("validation_data"):
            arguments["validation_data"] = share.data(*validation, batch_size=arguments.pop("validation_batch_size", None))
        shuffle = arguments.get("shuffle", False)
        if shuffle:
            arguments["shuffle"] = False
        return share.data(x, y, sample_weight, batch_size=arguments.pop("batch_size", None), shuffle=shuffle)

    def fit(self, x, y, sample_weight, relay, **arguments):
        """Keras's fit. True when it came to its end, false when C# ended it."""
        self.push()
        try:
            with self.scope(), self.kept():
                self.prepare(x, y, sample_weight)
                x, y, sample_weight = self.shared(x, y, sample_weight, arguments)
                self.model.fit(x, y, sample_weight=sample_weight, verbose=0, callbacks=[relay], **arguments)
            return True
        except Interrupted:
            return False
        finally:
            self.settle()
            self.pull()

    def evaluate(self, x, y, sample_weight, relay, **arguments):
        self.push(states=False)
        with self.scope(), self.kept():
            x, y, sample_weight = self.shared(x, y, sample_weight, arguments)
            logs = self.model.evaluate(x, y, sample_weight=sample_weight, verbose=0, callbacks=[relay], return_dict=True, **arguments)
        return self.in_order(logs)

    def predict(self, x, relay, **arguments):
        self.push(states=False)
        with self.scope(), self.kept(), self.distribution.everywhere():
            outputs = self.model.predict(x, verbose=0, callbacks=[relay], **arguments)
        return self.flat(outputs)

    def train_on_batch(self, touched, x, y, sample_weight, wants_outputs):
        self.push(touched=touched)
        with self.scope():
            outputs = self.forward(x) if wants_outputs else []
            x, y, sample_weight = self.shared(x, y, sample_weight)
            logs = self.model.train_on_batch(x, y, sample_weight=sample_weight, return_dict=True)
        return self.in_order(logs), outputs

    def forward(self, x):
        """The outputs of the coming step's forward pass, which changes neither moving averages nor seeds."""
        kept = [(variable, self.numpy.array(self.keras.ops.convert_to_numpy(variable.value), copy=True)) for variable in self.model.non_trainable_variables]
        if not kept:
            return self.flat(self.model.predict_on_batch(x))
        outputs = self.flat(self.keras.tree.map_structure(self.keras.ops.convert_to_numpy, self.model(x, training=True)))
        for variable, value in kept:
            variable.assign(value)
        return outputs

    def test_on_batch(self, touched, x, y, sample_weight):
        self.push(states=False, touched=touched)
        with self.scope():
            x, y, sample_weight = self.shared(x, y, sample_weight)
            return self.in_order(self.model.test_on_batch(x, y, sample_weight=sample_weight, return_dict=True))

    def predict_on_batch(self, touched, x):
        self.push(states=False, touched=touched)
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

    def relay(self, tell, flag, steps, begins):
        """The callback that hands everything on to C#, the ends of steps and their begins too where somebody wants to know."""
        return relay_class(self.keras)(self, tell, flag, steps, begins)


def relay_class(keras):
    class Relay(keras.callbacks.Callback):
        def __init__(self, owner, tell, flag, steps, begins):
            super().__init__()
            self.owner, self.tell, self.flag, self.steps, self.begins = owner, tell, flag, steps, begins

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
            elif self.flag[0]:
                raise Interrupted()

        def on_step_begin(self, event, number, logs):
            if self.begins:
                self.pass_on(event, number, logs)

        def on_train_batch_begin(self, batch, logs=None): self.on_step_begin("train_batch_begin", batch, logs)
        def on_train_batch_end(self, batch, logs=None): self.on_step("train_batch_end", batch, logs)
        def on_test_batch_begin(self, batch, logs=None): self.on_step_begin("test_batch_begin", batch, logs)
        def on_test_batch_end(self, batch, logs=None): self.on_step("test_batch_end", batch, logs)
        def on_predict_batch_begin(self, batch, logs=None): self.on_step_begin("predict_batch_begin", batch, None)
        def on_predict_batch_end(self, batch, logs=None): self.on_step("predict_batch_end", batch, None)

    return Relay


def batches(next_batch, count):
    """The batches that C# gives: as many in each pass, or, where that is not known, those of one pass."""
    return one_pass(next_batch) if count is None else passes_class()(next_batch, count)


def one_pass(next_batch):
    while (batch := next_batch(False)) is not None:
        yield batch


def passes_class():
    import keras

    class Passes(keras.utils.PyDataset):
        """Passes through a sequence of C#, which gives its batches in its own order alone: Keras asks for 0, 1, 2, ..."""

        def __init__(self, next_batch, count):
            super().__init__()
            self.next_batch, self.count = next_batch, count
            # What Keras looks at before the first epoch is still to come in it.
            self.looked_at, self.is_begun = [], False
            self.cut = lambda batch: batch

        def __len__(self):
            return self.count

        def on_epoch_begin(self):
            self.is_begun = True

        def __getitem__(self, index):
            if index < len(self.looked_at):
                batch = self.looked_at[index]
                if self.is_begun and index == len(self.looked_at) - 1:
                    self.looked_at = []
                return self.cut(batch)
            batch = self.next_batch(index == 0)
            if batch is None:
                raise ValueError(f"the sequence of batches says that it has {self.count}, and gave {index}")
            if not self.is_begun:
                self.looked_at.append(batch)
            return self.cut(batch)

    return Passes


def random_state():
    """NumPy's global generator, as C# keeps it."""
    import numpy
    _, key, position, has_gauss, cached = numpy.random.get_state()
    return numpy.asarray(key, dtype="int64"), position, has_gauss, cached


def set_random_state(key, position, has_gauss, cached):
    import numpy
    numpy.random.set_state(("MT19937", numpy.asarray(key, dtype="uint32"), position, has_gauss, cached))
