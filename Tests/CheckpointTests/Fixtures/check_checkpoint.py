"""Opens a checkpoint of this package in PyTorch and trains on with it.

Run: python check_checkpoint.py FILE [CONTINUED]
FILE must hold a ModelConv or ModelLinear, its optimizer's state and its configuration. With CONTINUED, what
one more step made is saved there. Exits with a line on what is wrong, or prints one that says all is well.
"""

import sys

import torch


class ModelConv(torch.nn.Module):
    def __init__(self, input_shape, num_parameters):
        super().__init__()
        channels, rows, columns = input_shape
        self.conv1 = torch.nn.Conv2d(channels, 32, 3)
        self.conv2 = torch.nn.Conv2d(32, 64, 3)
        self.pool = torch.nn.MaxPool2d(2, 2)
        rows, columns = [((size - 2) // 2 - 2) // 2 for size in (rows, columns)]
        self.fc1 = torch.nn.Linear(64 * rows * columns, 64)
        self.fc2 = torch.nn.Linear(64, num_parameters)

    def forward(self, maps):
        maps = self.pool(self.conv1(maps).relu())
        maps = self.pool(self.conv2(maps).relu())
        return self.fc2(self.fc1(maps.flatten(1)).relu())


class ModelLinear(torch.nn.Module):
    def __init__(self, input_shape, num_parameters):
        super().__init__()
        self.fc1 = torch.nn.Linear(torch.Size(input_shape).numel(), num_parameters)

    def forward(self, maps):
        return self.fc1(maps.flatten(1)).relu()


def check(condition, message):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {message}")


checkpoint = torch.load(sys.argv[1], weights_only=True)
for key in ("arch", "epoch", "state_dict", "optimizer", "monitor_best", "config"):
    check(key in checkpoint, f"the key {key} is missing")
config = checkpoint["config"]
check(isinstance(config, dict), "the configuration is no dictionary")
check(config["arch"]["type"] == checkpoint["arch"], "arch and config disagree on the model")

arguments = config["arch"]["args"]
model = {"ModelConv": ModelConv, "ModelLinear": ModelLinear}[checkpoint["arch"]](
    arguments["input_shape"], arguments["num_parameters"]
)
model.load_state_dict(checkpoint["state_dict"], strict=True)
settings = config["optimizer"]
optimizer = getattr(torch.optim, settings["type"])(model.parameters(), **settings["args"])
fresh = optimizer.state_dict()["param_groups"][0]
optimizer.load_state_dict(checkpoint["optimizer"])
loaded = optimizer.state_dict()
missing = set(fresh) - set(loaded["param_groups"][0]) - {"foreach", "fused", "initial_lr"}
check(not missing, f"the optimizer's settings lack {sorted(missing)}")

torch.manual_seed(1)
before = [parameter.detach().clone() for parameter in model.parameters()]
maps = torch.randn(4, *arguments["input_shape"])
steps = [float(entries["step"]) for entries in loaded["state"].values() if "step" in entries]
loss = (model(maps) - 1).square().mean()
loss.backward()
optimizer.step()
for old, new in zip(before, model.parameters()):
    check(new.isfinite().all(), "a step gave weights that are not finite")
check(
    any(not torch.equal(old, new) for old, new in zip(before, model.parameters())),
    "a step changed nothing",
)
after = [s for s in optimizer.state_dict()["state"].values() if "step" in s]
check(
    not steps or [float(s["step"]) for s in after] == [step + 1 for step in steps],
    "the optimizer did not go on from its saved step",
)
if len(sys.argv) > 2:
    checkpoint["state_dict"] = model.state_dict()
    checkpoint["optimizer"] = optimizer.state_dict()
    torch.save(checkpoint, sys.argv[2])
print(f"{sys.argv[1]}: PyTorch {torch.__version__} went on from epoch {checkpoint['epoch']}")
