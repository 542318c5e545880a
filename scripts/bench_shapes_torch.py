"""Times models in PyTorch, built from Keras's JSON with channels first: seconds a step. See bench_shapes.py."""
import json

import numpy as np
import torch
from torch import nn

import bench_shapes

ACTIVATIONS = {"linear": nn.Identity, "relu": nn.ReLU, "sigmoid": nn.Sigmoid, "softmax": lambda: nn.Softmax(1)}


def padding(config):
    """PyTorch's padding and output padding that give an image of Keras's size."""
    kernel, stride = config["kernel_size"][0], config["strides"][0]
    if config["padding"] == "valid":
        return 0, 0
    around = (kernel - stride + 1) // 2
    return around, stride - kernel + 2 * around


def convolution(config):
    around = config["kernel_size"][0] // 2 if config["padding"] == "same" else 0
    return nn.LazyConv2d(config["filters"], config["kernel_size"], config["strides"], around, bias=config["use_bias"])


def transposed(config):
    around, more = padding(config)
    return nn.LazyConvTranspose2d(config["filters"], config["kernel_size"], config["strides"], around, more, bias=config["use_bias"])


class Joined(nn.Module):
    def __init__(self, join):
        super().__init__()
        self.forward = join


LAYERS = {
    "Dense": lambda config: nn.LazyLinear(config["units"]),
    "Conv2D": convolution,
    "Conv2DTranspose": transposed,
    "BatchNormalization": lambda config: nn.LazyBatchNorm2d(eps=config["epsilon"], momentum=1 - config["momentum"]),
    "Activation": lambda config: nn.Identity(),
    "MaxPooling2D": lambda config: nn.MaxPool2d(config["pool_size"]),
    "UpSampling2D": lambda config: nn.Upsample(scale_factor=config["size"][0]),
    "GlobalAveragePooling2D": lambda config: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    "Flatten": lambda config: nn.Flatten(),
    "Add": lambda config: Joined(lambda *operands: sum(operands[1:], operands[0])),
    "Concatenate": lambda config: Joined(lambda *operands: torch.cat(operands, 1)),
}


def tensors(node):
    """The names of the layers that a call reads, wherever they stand in its arguments."""
    if isinstance(node, dict):
        if node.get("class_name") == "__keras_tensor__":
            yield node["config"]["keras_history"][0]
            return
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from tensors(part)


class Functional(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.steps, self.layers = [], nn.ModuleList()
        for layer in config["layers"]:
            if layer["class_name"] == "InputLayer":
                self.input, self.shape = layer["config"]["name"], layer["config"]["batch_shape"][1:]
                continue
            own = layer["config"]
            self.layers.append(nn.Sequential(LAYERS[layer["class_name"]](own), ACTIVATIONS[own.get("activation", "linear")]())
                               if own.get("activation", "linear") != "linear" else LAYERS[layer["class_name"]](own))
            self.steps.append((own["name"], list(tensors(layer["inbound_nodes"]))))

    def forward(self, x):
        values = {self.input: x}
        for (name, operands), layer in zip(self.steps, self.layers):
            values[name] = x = layer(*(values[operand] for operand in operands))
        return x


def trainer(shape):
    torch.manual_seed(1)
    model = Functional(json.loads(shape["model"])["config"])
    batch, images = shape["batch"], shape["batches"] * shape["batch"]
    sizes = model.shape[-1:] + model.shape[:-1]
    inputs = torch.rand(images, *sizes)
    targets = torch.rand(images, *model(inputs[:batch] if batch > 1 else inputs[:2]).shape[1:])
    optimizer, loss_of, state = torch.optim.Adam(model.parameters(), lr=1e-3), nn.MSELoss(), {"order": torch.randperm(images), "next": 0}

    def run(steps):
        for _ in range(steps):
            if state["next"] + batch > images:
                state["order"], state["next"] = torch.randperm(images), 0
            part = state["order"][state["next"]:state["next"] + batch]
            state["next"] += batch
            loss = loss_of(model(inputs[part]), targets[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            float(loss)

    return run


options = bench_shapes.arguments()
torch.set_num_threads(options.threads)
torch.set_flush_denormal(True)
bench_shapes.serve(f"PyTorch {torch.__version__.split('+')[0]}", options.data, trainer)
