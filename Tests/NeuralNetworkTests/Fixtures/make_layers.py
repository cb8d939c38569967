"""Writes layers.json and models.json: PyTorch's layers and models, forward and backward, for the engine's tests.

Numbers that tests must feed to both sides come from `pattern`, which Pattern.swift repeats, so that the
files hold results only.
"""

import json
import pathlib

import torch

HERE = pathlib.Path(__file__).parent


def pattern(shape, seed):
    """Distinct numbers in (-2, 2), none nearer to 0 or to another than 1/1000, exact in float32."""
    count = int(torch.tensor(shape).prod()) if len(shape) else 1
    index = torch.arange(count, dtype=torch.int64)
    values = ((index * 1103 + seed * 17) % 2039 - 1019).double() / 512 + 1 / 1024
    return values.float().reshape(shape)


def plain(tensor):
    return [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]


def fill(module, scale):
    with torch.no_grad():
        for seed, parameter in enumerate(module.parameters()):
            parameter.copy_(pattern(parameter.shape, seed + 1) * scale)


def layer(type, shape, samples=2, **args):
    keywords = dict(args)
    if type == "Conv2d":
        keywords["in_channels"] = shape[0]
    if type == "Linear":
        keywords["in_features"] = shape[0]
    if type == "BatchNorm2d":
        keywords["num_features"] = shape[0]
    module = getattr(torch.nn, type)(**keywords)
    fill(module, 0.25)
    input = pattern([samples, *shape], 0).requires_grad_()
    module.train()
    output = module(input)
    output.backward(pattern(output.shape, 5))
    parameters = list(module.named_parameters())
    buffers = [(name, list(b.shape), plain(b)) for name, b in module.named_buffers()]
    return {
        "type": type, "args": args, "inputShape": list(shape), "samples": samples,
        "outputShape": list(output.shape[1:]), "output": plain(output),
        "inputGradient": plain(input.grad),
        "parameters": [{"name": n, "shape": list(p.shape), "values": plain(p.grad)} for n, p in parameters],
        "buffers": [{"name": n, "shape": s, "values": v} for n, s, v in buffers],
        "evaluation": plain(module.eval()(input)),
    }


LAYERS = [
    layer("Conv2d", (2, 5, 7), out_channels=3, kernel_size=3),
    layer("Conv2d", (3, 9, 4), out_channels=2, kernel_size=[3, 2], stride=[2, 1], padding=[1, 0]),
    layer("Conv2d", (2, 7, 9), out_channels=2, kernel_size=3, stride=3, padding=2, dilation=[1, 2]),
    layer("Conv2d", (1, 6, 5), out_channels=2, kernel_size=[1, 4], padding=3, dilation=2, bias=False),
    layer("Conv2d", (4, 3, 5), samples=1, out_channels=2, kernel_size=1),
    layer("Conv2d", (1, 2, 3), out_channels=1, kernel_size=2, stride=2, padding=[5, 4]),
    layer("Linear", (7,), samples=3, out_features=5),
    layer("Linear", (13,), samples=1, out_features=1, bias=False),
    layer("ReLU", (2, 5, 7)),
    layer("LeakyReLU", (3, 3)),
    layer("LeakyReLU", (17,), negative_slope=0.2),
    layer("GELU", (2, 5, 7)),
    layer("GELU", (2, 5, 7), approximate="tanh"),
    layer("Tanh", (19,)),
    layer("Sigmoid", (19,)),
    layer("Softplus", (19,)),
    layer("Softplus", (2, 3, 5), beta=2.5, threshold=1.5),
    layer("MaxPool2d", (2, 5, 7), kernel_size=2),
    layer("MaxPool2d", (3, 9, 4), kernel_size=[3, 2], stride=[2, 1], padding=1),
    layer("MaxPool2d", (2, 9, 8), kernel_size=[2, 3], stride=1, padding=[1, 0], dilation=[2, 3]),
    layer("AvgPool2d", (2, 5, 7), kernel_size=2),
    layer("AvgPool2d", (3, 9, 4), kernel_size=[3, 2], stride=[2, 1], padding=1),
    layer("AvgPool2d", (3, 9, 4), kernel_size=3, stride=2, padding=1, count_include_pad=False),
    layer("AdaptiveAvgPool2d", (2, 5, 7), output_size=1),
    layer("AdaptiveAvgPool2d", (2, 5, 7), output_size=[3, 4]),
    layer("AdaptiveAvgPool2d", (2, 3, 2), output_size=[4, 5]),
    layer("BatchNorm2d", (2, 5, 7)),
    layer("BatchNorm2d", (3, 2, 3), samples=3, eps=0.1, momentum=0.3),
    layer("BatchNorm2d", (3, 2, 3), affine=False),
    layer("Flatten", (2, 3, 5)),
]


class ModelConv(torch.nn.Module):
    def __init__(self, shape, outputs):
        super().__init__()
        rows, columns = (((n - 2) // 2 - 2) // 2 for n in shape[1:])
        self.conv1 = torch.nn.Conv2d(shape[0], 32, 3)
        self.conv2 = torch.nn.Conv2d(32, 64, 3)
        self.fc1 = torch.nn.Linear(64 * rows * columns, 64)
        self.fc2 = torch.nn.Linear(64, outputs)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


class ModelLinear(torch.nn.Module):
    def __init__(self, shape, outputs):
        super().__init__()
        self.fc1 = torch.nn.Linear(shape[0] * shape[1] * shape[2], outputs)

    def forward(self, x):
        return torch.relu(self.fc1(x.flatten(1)))


def sequential():
    return torch.nn.Sequential(
        torch.nn.Conv2d(2, 4, 3, padding=1, bias=False), torch.nn.BatchNorm2d(4), torch.nn.GELU(),
        torch.nn.AvgPool2d(2), torch.nn.Conv2d(4, 6, (3, 2)), torch.nn.Softplus(),
        torch.nn.AdaptiveAvgPool2d((2, 1)), torch.nn.Flatten(), torch.nn.Linear(12, 5), torch.nn.Tanh(),
        torch.nn.Linear(5, 3))


SEQUENTIAL_LAYERS = [
    {"type": "Conv2d", "args": {"out_channels": 4, "kernel_size": 3, "padding": 1, "bias": False}},
    {"type": "BatchNorm2d"}, {"type": "GELU"}, {"type": "AvgPool2d", "args": {"kernel_size": 2}},
    {"type": "Conv2d", "args": {"out_channels": 6, "kernel_size": [3, 2]}}, {"type": "Softplus"},
    {"type": "AdaptiveAvgPool2d", "args": {"output_size": [2, 1]}}, {"type": "Flatten"},
    {"type": "Linear", "args": {"out_features": 5}}, {"type": "Tanh"},
    {"type": "Linear", "args": {"out_features": 3}},
]


def model(type, module, shape, outputs, samples, layers=None):
    fill(module, 0.05)
    output = module(pattern([samples, *shape], 0))
    output.backward(pattern(output.shape, 5))
    args = {"input_shape": list(shape)}
    args |= {"layers": layers} if layers else {"num_parameters": outputs}
    return {
        "type": type, "args": args, "inputShape": list(shape), "samples": samples, "output": plain(output),
        "parameters": [
            # Large gradients by a part of their elements, and by their length.
            {"name": n, "shape": list(p.shape), "step": max(1, p.numel() // 40),
             "values": plain(p.grad.flatten()[::max(1, p.numel() // 40)]),
             "length": p.grad.double().norm().item()}
            for n, p in module.named_parameters()],
        "state": [{"name": n, "shape": list(t.shape)} for n, t in module.state_dict().items()],
    }


MODELS = [
    model("ModelConv", ModelConv((3, 32, 32), 2), (3, 32, 32), 2, 3),
    model("ModelConv", ModelConv((1, 13, 22), 3), (1, 13, 22), 3, 2),
    model("ModelLinear", ModelLinear((3, 32, 16), 2), (3, 32, 16), 2, 5),
    model("ModelSequential", sequential(), (2, 9, 7), 3, 4, SEQUENTIAL_LAYERS),
]

torch.set_num_threads(1)
for name, content in [("layers.json", LAYERS), ("models.json", MODELS)]:
    lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in content)
    (HERE / name).write_text(f"[\n{lines}\n]\n")
