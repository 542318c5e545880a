"""The classes of C# that Keras does not have, so that Keras runs, and loads, models with them: PyTorch's Adam and its transposed convolution."""
import math

import keras
from keras import ops


def one_minus_power(beta, t):
    """1 - beta^t without the digits that the subtraction would lose, for betas near 1 and small t."""
    if beta == 0:
        return ops.ones_like(t)
    h = ops.tanh(t * (-math.log(beta) / 2))
    return 2 * h / (1 + h)


@keras.saving.register_keras_serializable(package="AutoEncoders")
class TorchAdam(keras.optimizers.Optimizer):
    """torch.optim.Adam: the decay is added to the gradient, epsilon after the bias correction."""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, weight_decay=0.0, name="torch_adam"):
        super().__init__(learning_rate=learning_rate, name=name)
        self.beta_1, self.beta_2, self.epsilon, self.torch_decay = beta_1, beta_2, epsilon, weight_decay

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.slots = [[self.add_variable_from_reference(variable, name=name) for name in ("momentum", "velocity")] for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        m, v = self.slots[self._get_variable_index(variable)]
        t, rate, gradient = (ops.cast(value, variable.dtype) for value in (self.iterations + 1, learning_rate, gradient))
        if self.torch_decay:
            gradient = gradient + variable * self.torch_decay
        self.assign(m, m + (gradient - m) * (1 - self.beta_1))
        self.assign(v, v * self.beta_2 + ops.square(gradient) * (1 - self.beta_2))
        root = ops.sqrt(v) / ops.sqrt(one_minus_power(self.beta_2, t))
        self.assign_sub(variable, rate / one_minus_power(self.beta_1, t) * m / (root + self.epsilon))

    def get_config(self):
        return {**super().get_config(), "beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon, "weight_decay": self.torch_decay}

    @classmethod
    def from_config(cls, config):
        known = ("learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay", "name")
        return cls(**{name: config[name] for name in known if name in config})


@keras.saving.register_keras_serializable(package="AutoEncoders")
class TorchConv2DTranspose(keras.layers.Layer):
    """torch.nn.ConvTranspose2d: of all that the kernel reaches, padding is cut off at each side and output_padding left more at the end."""

    def __init__(self, filters, kernel_size, strides=(1, 1), padding=(0, 0), output_padding=(0, 0), data_format="channels_last", dilation_rate=(1, 1), groups=1, activation=None, use_bias=True,
                 kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.filters, self.groups, self.use_bias, self.data_format = filters, groups, use_bias, data_format
        self.kernel_size, self.strides, self.padding, self.output_padding, self.dilation_rate = map(tuple, (kernel_size, strides, padding, output_padding, dilation_rate))
        self.activation = keras.activations.get(activation)
        self.initializers = {name: keras.initializers.get(value) for name, value in (("kernel", kernel_initializer), ("bias", bias_initializer))}
        self.regularizers = {name: keras.regularizers.get(value) for name, value in (("kernel", kernel_regularizer), ("bias", bias_regularizer))}
        self.constraints = {name: keras.constraints.get(value) for name, value in (("kernel", kernel_constraint), ("bias", bias_constraint))}

    def build(self, shape):
        self.channel_axis = 1 if self.data_format == "channels_first" else 3
        self.kernel = self.weight("kernel", (*self.kernel_size, self.filters // self.groups, shape[self.channel_axis]))
        if self.use_bias:
            self.bias = self.weight("bias", (self.filters,))

    def weight(self, name, shape):
        return self.add_weight(name=name, shape=shape, initializer=self.initializers[name], regularizer=self.regularizers[name], constraint=self.constraints[name])

    def call(self, inputs):
        groups = zip(ops.split(inputs, self.groups, self.channel_axis), ops.split(self.kernel, self.groups, 3)) if self.groups > 1 else [(inputs, self.kernel)]
        parts = [ops.conv_transpose(images, kernel, self.strides, "valid", data_format=self.data_format, dilation_rate=self.dilation_rate) for images, kernel in groups]
        outputs = ops.concatenate(parts, self.channel_axis) if len(parts) > 1 else parts[0]
        first = 2 if self.data_format == "channels_first" else 1
        for i in range(2):
            outputs = self.cut(outputs, first + i, self.result_size(i, inputs.shape[first + i]), self.padding[i])
        if self.use_bias:
            outputs = outputs + ops.reshape(self.bias, [self.filters if axis == self.channel_axis else 1 for axis in range(4)])
        return self.activation(outputs)

    def result_size(self, i, size):
        return (size - 1) * self.strides[i] + (self.kernel_size[i] - 1) * self.dilation_rate[i] + 1 + self.output_padding[i] - 2 * self.padding[i]

    @staticmethod
    def cut(images, axis, size, padding):
        """The rows from the padding on; zeros where the whole result ends before."""
        missing = padding + size - images.shape[axis]
        if missing > 0:
            images = ops.pad(images, [(0, missing if a == axis else 0) for a in range(4)])
        return images[tuple(slice(padding, padding + size) if a == axis else slice(None) for a in range(4))]

    def get_config(self):
        config = super().get_config()
        for name in ("filters", "kernel_size", "strides", "padding", "output_padding", "data_format", "dilation_rate", "groups", "use_bias"):
            config[name] = getattr(self, name)
        config["activation"] = keras.activations.serialize(self.activation)
        config["activity_regularizer"] = keras.regularizers.serialize(self.activity_regularizer)
        for part in ("kernel", "bias"):
            config[f"{part}_initializer"] = keras.initializers.serialize(self.initializers[part])
            config[f"{part}_regularizer"] = keras.regularizers.serialize(self.regularizers[part])
            config[f"{part}_constraint"] = keras.constraints.serialize(self.constraints[part])
        return config
