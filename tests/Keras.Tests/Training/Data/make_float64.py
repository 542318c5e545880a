"""Makes float64.json: what a small model gets in float64, by PyTorch's gradients and Keras's rules written out.

    python3 make_float64.py > float64.json

(Keras on JAX is no reference here: with jax_enable_x64 and floatx float64, keras.ops.tanh of a float64 is a float32.)
"""

import json

import torch

torch.set_default_dtype(torch.float64)


def numbers(*shape):
    count = torch.Size(shape).numel()
    return torch.tensor([(i * 7919 + 104729) % 2001 / 1000 - 1 for i in range(1, count + 1)]).reshape(shape)


def adam(w, g, s, t, decay=0.0):
    s["m"] = s.get("m", 0) + (g - s.get("m", 0)) * (1 - 0.9)
    s["v"] = s.get("v", 0) + (g * g - s.get("v", 0)) * (1 - 0.999)
    alpha = 0.001 * (1 - 0.999**t) ** 0.5 / (1 - 0.9**t)
    return w - w * decay * 0.001 - s["m"] * alpha / (s["v"] ** 0.5 + 1e-7)


def rmsprop(w, g, s, t):
    s["v"] = 0.9 * s.get("v", 0) + (1 - 0.9) * g * g
    return w - 0.001 * g / (s["v"] + 1e-7) ** 0.5


rules = {
    "adam": adam,
    "sgd": lambda w, g, s, t: w - 0.01 * g,
    "rmsprop": rmsprop,
    "adamw": lambda w, g, s, t: adam(w, g, s, t, decay=0.004),
}


def forward(weights, x):
    return torch.sigmoid(torch.tanh(x @ weights[0] + weights[1]) @ weights[2] + weights[3])


x, y = numbers(20, 3), numbers(20, 2) * 0.5 + 0.5
cases = []
for optimizer, rule in rules.items():
    weights = [numbers(3, 4), torch.zeros(4), numbers(4, 2), torch.zeros(2)]
    states = [{} for _ in weights]
    losses, errors, t = [], [], 0
    for _ in range(5):
        loss_sum = error_sum = 0.0
        for rows in (slice(0, 8), slice(8, 16), slice(16, 20)):
            t += 1
            weights = [w.detach().requires_grad_() for w in weights]
            p = forward(weights, x[rows])
            clipped = p.clamp(1e-7, 1 - 1e-7)
            loss = -(y[rows] * clipped.log() + (1 - y[rows]) * (1 - clipped).log()).mean() + 0.01 * weights[0].abs().sum()
            gradients = torch.autograd.grad(loss, weights)
            loss_sum += loss.item() * len(p)
            error_sum += (p - y[rows]).abs().mean().item() * len(p)
            with torch.no_grad():
                weights = [rule(w, g, s, t) for w, g, s in zip(weights, gradients, states)]
        losses.append(loss_sum / len(x))
        errors.append(error_sum / len(x))
    cases.append({
        "optimizer": optimizer,
        "loss": losses,
        "mae": errors,
        "weights": [w.flatten().tolist() for w in weights],
        "predictions": forward(weights, x).flatten().tolist(),
    })
print(json.dumps(cases))
