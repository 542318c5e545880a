"""Times the document's four models in PyTorch: seconds an epoch of 60,000 images, one JSON line a request.

Reads lines "MODEL SECONDS" from standard input (KerasDense, KerasConv, TorchDense, TorchConv), trains the model for about so many seconds on
synthetic or real images, and answers {"model": ..., "seconds": the fastest epoch met, scaled from the steps it ran}. Ends with its input.
Usage: bench_torch.py [--threads N] [--data FILE of 28x28 bytes]
"""
import argparse
import json
import sys
import time

import numpy as np
import torch
from torch import nn

IMAGES = 60_000


def dense(sizes):
    """Linear layers with ReLU between them; None leaves one ReLU out."""
    modules, before = [], 784
    for size in sizes:
        if size is None:
            modules.pop()
        else:
            modules += [nn.Linear(before, size), nn.ReLU()]
            before = size
    return nn.Sequential(*modules, nn.Linear(before, 784), nn.Sigmoid())


def keras_dense():
    return dense([256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256]), nn.BCELoss(), 32, 0.0, (784,)


def keras_conv():
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 8, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Upsample(scale_factor=2), nn.ConvTranspose2d(8, 8, 3), nn.ReLU(),
        nn.Upsample(scale_factor=2), nn.ConvTranspose2d(8, 16, 3), nn.ReLU(),
        nn.ConvTranspose2d(16, 1, 3), nn.Sigmoid())
    return model, nn.MSELoss(), 32, 0.0, (1, 28, 28)


def torch_dense():
    return dense([256, 128, 32, 16, 10, None, 16, 32, 64, 128, 256]), nn.MSELoss(), 64, 1e-5, (784,)


def torch_conv():
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 6),
        nn.ConvTranspose2d(64, 32, 7), nn.ReLU(),
        nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())
    return model, nn.MSELoss(), 64, 1e-5, (1, 28, 28)


MODELS = {"KerasDense": keras_dense, "KerasConv": keras_conv, "TorchDense": torch_dense, "TorchConv": torch_conv}


class Trainer:
    def __init__(self, name, images):
        torch.manual_seed(1)
        self.model, self.loss, self.batch, decay, shape = MODELS[name]()
        self.images = images.reshape(-1, *shape)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, weight_decay=decay)
        self.order = torch.randperm(len(self.images))
        self.next = 0

    def step(self):
        if self.next + self.batch > len(self.order):
            self.order, self.next = torch.randperm(len(self.images)), 0
        batch = self.images[self.order[self.next:self.next + self.batch]]
        self.next += self.batch
        loss = self.loss(self.model(batch), batch)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss

    def epoch_seconds(self, seconds):
        """Runs in pieces of about a fifth of the time, and scales the fastest piece to an epoch."""
        best, end, steps = float("inf"), time.perf_counter() + seconds, 1
        while time.perf_counter() < end:
            start = time.perf_counter()
            for _ in range(steps):
                float(self.step())
            piece = time.perf_counter() - start
            best = min(best, piece / steps)
            steps = max(1, min(int(seconds / 5 / best), 10_000))
        return best * -(-IMAGES // self.batch)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--data", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    images = torch.from_numpy(np.fromfile(options.data, np.uint8).astype(np.float32) / 255)
    trainers = {}
    print(json.dumps({"peer": f"PyTorch {torch.__version__.split('+')[0]}"}), flush=True)
    for line in sys.stdin:
        name, seconds = line.split()
        if name not in trainers:
            trainers[name] = Trainer(name, images)
            trainers[name].epoch_seconds(0.2)
        print(json.dumps({"model": name, "seconds": trainers[name].epoch_seconds(float(seconds))}), flush=True)


main()
