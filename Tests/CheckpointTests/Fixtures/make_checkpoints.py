"""Makes the checkpoints beside this script with PyTorch, and expected.json with what they hold.

Run: python make_checkpoints.py (needs torch and numpy; made with torch 2.13)
"""

import json
import pathlib
import sys
import types
import zipfile

import numpy
import torch

folder = pathlib.Path(__file__).parent
expected = {}


def tensor_json(tensor):
    tensor = tensor.detach()
    return {"shape": list(tensor.shape), "values": tensor.float().reshape(-1).tolist()}


def optimizer_json(state):
    group = dict(state["param_groups"][0])
    return {
        "parameters": len(group.pop("params")),
        "settings": [[name, value] for name, value in group.items()],
        "entries": {
            str(index): [
                [name, tensor_json(value) if torch.is_tensor(value) else value]
                for name, value in entries.items()
            ]
            for index, entries in state["state"].items()
        },
    }


def save(name, content, **options):
    torch.save(content, folder / name, **options)
    state = content.get("state_dict", content)
    expected[name] = {"state": [[key, tensor_json(value)] for key, value in state.items()]}
    if "optimizer" in content and len(content["optimizer"]["param_groups"]) == 1:
        expected[name]["optimizer"] = optimizer_json(content["optimizer"])


def trained(make_optimizer):
    """A small model and its optimizer after two steps."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 2), torch.nn.Flatten(), torch.nn.Linear(8, 2))
    optimizer = make_optimizer(model.parameters())
    for _ in range(2):
        optimizer.zero_grad()
        model(torch.randn(4, 1, 3, 3)).square().mean().backward()
        optimizer.step()
    return model, optimizer


def checkpoint(make_optimizer, config):
    model, optimizer = trained(make_optimizer)
    return {
        "arch": "ModelConv",
        "epoch": 60,
        "state_dict": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "monitor_best": 0.0123,
        "config": config,
    }


plain = {
    "name": "Convolution",
    "trials": 8,
    "lr": 1e-3,
    "resume": False,
    "threshold": None,
    "channels": [9, 10, -11],
    "shape": (3, 32, 32),
    "large": 2**40,
    "negative": -(2**40),
    "pixels": 70000,
}

optimizers = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "SGD_plain": lambda p: torch.optim.SGD(p, lr=0.1),
    "Adam": lambda p: torch.optim.Adam(p, amsgrad=True),
    "AdamW": lambda p: torch.optim.AdamW(p),
    "Adamax": lambda p: torch.optim.Adamax(p),
    "NAdam": lambda p: torch.optim.NAdam(p),
    "RAdam": lambda p: torch.optim.RAdam(p),
    "Adagrad": lambda p: torch.optim.Adagrad(p),
    "Adadelta": lambda p: torch.optim.Adadelta(p),
    "RMSprop": lambda p: torch.optim.RMSprop(p, centered=True, momentum=0.5),
    "ASGD": lambda p: torch.optim.ASGD(p),
    "Rprop": lambda p: torch.optim.Rprop(p),
}
for name, make in optimizers.items():
    save(f"optimizer_{name}.pth", checkpoint(make, plain))

for protocol in (1, 3, 4, 5):
    save(f"protocol_{protocol}.pth", checkpoint(torch.optim.Adam, plain), pickle_protocol=protocol)

# Every element type, storages shared and strided, parameters, and tensors of no dimension and no element.
torch.manual_seed(2)
base = torch.randn(4, 6)
half = torch.tensor([1.5, -2.25, 6e-8, -65504.0, 2**-14, 1 / 3])
model = torch.nn.Linear(3, 2)
views = {
    "module.first_rows": base[:2],
    "module.transposed": base.t(),
    "module.block": base[1:3, 2:5],
    "module.every_other": base[:, ::2],
    "module.reordered": torch.randn(2, 3, 4).permute(2, 0, 1),
    "module.column": base[:, 3:4],
    "module.float64": torch.randn(5, dtype=torch.float64),
    "module.float16": half.to(torch.float16),
    "module.bfloat16": half.to(torch.bfloat16),
    "module.bfloat16_strided": torch.randn(3, 4).to(torch.bfloat16).t(),
    "module.int64": torch.tensor([0, -7, 2**33]),
    "module.int32": torch.tensor([1, -2], dtype=torch.int32),
    "module.int16": torch.tensor([3, -4], dtype=torch.int16),
    "module.int8": torch.tensor([5, -6], dtype=torch.int8),
    "module.uint8": torch.tensor([7, 255], dtype=torch.uint8),
    "module.bool": torch.tensor([True, False]),
    "module.scalar": torch.tensor(2.5),
    "module.empty": torch.zeros(0, 3),
    "module.parameter": model.weight,
    "module.parameter_again": model.weight,
}
save("views.pth", {"state_dict": views})
save("bare.pth", trained(torch.optim.Adam)[0].state_dict())

# A configuration of a class that the reader cannot know.
module = types.ModuleType("reference.configuration")
sys.modules["reference"] = types.ModuleType("reference")
sys.modules["reference.configuration"] = module


class Configuration:
    def __init__(self):
        self.settings = dict(plain)
        self.folder = pathlib.PurePosixPath("models/Convolution")


class Settings(dict):
    pass


for unknown in (Configuration, Settings):
    unknown.__module__ = "reference.configuration"
    setattr(module, unknown.__name__, unknown)
save("unknown_class.pth", checkpoint(torch.optim.Adam, Configuration()))
save("unknown_dictionary.pth", checkpoint(torch.optim.Adam, Settings(plain)))

# A run with a scheduler, a tensor learning rate and a best value that is a tensor.
content = checkpoint(lambda p: torch.optim.Adam(p), plain)
_, optimizer = trained(torch.optim.Adam)
content["lr_scheduler"] = torch.optim.lr_scheduler.MultiStepLR(optimizer, [3, 5]).state_dict()
content["monitor_best"] = torch.tensor(0.5)
save("scheduler.pth", content)

# Names of parameters and a key of the user's in the optimizer's group.
group = lambda p: {"params": list(p), "name": "all"}
save("group_keys.pth", checkpoint(lambda p: torch.optim.Adam([group(p)]), plain))
torch.manual_seed(1)
model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 2), torch.nn.Flatten(), torch.nn.Linear(8, 2))
named = checkpoint(torch.optim.Adam, plain)
named["optimizer"] = torch.optim.Adam(model.named_parameters()).state_dict()
save("named_parameters.pth", named)

# Numbers of NumPy's, whose bytes each protocol writes in its own way.
for protocol in (2, 4):
    content = checkpoint(torch.optim.SGD, plain)
    content.update(epoch=numpy.int64(1234567), monitor_best=numpy.float64(1 / 3))
    save(f"numpy_numbers_{protocol}.pth", content, pickle_protocol=protocol)

# Tensors whose elements are fewer than their shape says.
torch.manual_seed(3)
save("expanded.pth", {"w": torch.randn(6, 1).expand(6, 40), "b": torch.randn(1).expand(3, 5)})

# A scheduler with a function of the user's.
content = checkpoint(torch.optim.Adam, plain)
content["lr_scheduler"] = {"last_epoch": 60, "gamma": 0.5, "scale": sorted}
content["monitor_best"] = "0.5"
save("unknown_members.pth", content)

# What cannot be read, or not all of it. The legacy format names storages by their addresses: that file alone
# differs from run to run.
groups = checkpoint(lambda p: torch.optim.SGD([{"params": [q]} for q in p], lr=0.1), plain)
save("two_groups.pth", groups)
bare = torch.nn.Linear(2, 2).state_dict()
torch.save(bare, folder / "legacy.pth", _use_new_zipfile_serialization=False)
torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), folder / "script.pth")
torch.save(torch.nn.Linear(2, 2), folder / "whole_model.pth")
torch.save({"epoch": 3, "model": bare}, folder / "other_keys.pth")
torch.save({"state_dict": {"w": torch.randn(2, dtype=torch.complex64)}}, folder / "complex.pth")
torch.save({"state_dict": {"w": torch.eye(2).to_sparse()}}, folder / "sparse.pth")


def rezip(name, compression, replaced={}):
    source = zipfile.ZipFile(folder / "bare.pth")
    with zipfile.ZipFile(folder / name, "w", compression) as archive:
        for entry in source.namelist():
            path = zipfile.ZipInfo(entry)
            path.compress_type = compression
            content = replaced.get(entry.split("/", 1)[1], source.read(entry))
            archive.writestr(path, content)


rezip("stored_by_python.pth", zipfile.ZIP_STORED)
expected["stored_by_python.pth"] = expected["bare.pth"]
rezip("compressed.pth", zipfile.ZIP_DEFLATED)
rezip("big_endian.pth", zipfile.ZIP_STORED, {"byteorder": b"big"})

(folder / "expected.json").write_text(json.dumps(expected, indent=None, separators=(",", ":")))
