"""Time training steps or inference in PyTorch on one core, on random maps in memory.

Warms up, prints a line, then measures once for each line of the standard input and prints samples/s.
"""

import argparse
import sys
import time

import torch
from torch import nn

from torch_model import ModelConv, ModelLinear

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--model", default="ModelConv", choices=["ModelConv", "ModelLinear"])
parser.add_argument("--channels", type=int, default=3)
parser.add_argument("--size", type=int, default=32)
parser.add_argument("--batch", type=int, default=8)
parser.add_argument("--seconds", type=float, default=0.5)
parser.add_argument("--inference", action="store_true")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--mode", default="eager", choices=["eager", "channels-last", "compile"])
options = parser.parse_args()

torch.set_num_threads(options.threads)
torch.manual_seed(1)

model = (ModelConv if options.model == "ModelConv" else ModelLinear)(options.channels, options.size, 2)
maps = torch.rand(options.batch, options.channels, options.size, options.size)
target = torch.rand(options.batch, 2)
if options.mode == "channels-last":
    model = model.to(memory_format=torch.channels_last)
    maps = maps.contiguous(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-5, fused=options.mode != "eager")
forward = torch.compile(model) if options.mode == "compile" else model


def train():
    optimizer.zero_grad(set_to_none=True)
    output = forward(maps)
    loss = nn.functional.mse_loss(output, target, reduction="none").mean(0).sum()
    loss.backward()
    optimizer.step()


def infer():
    with torch.inference_mode():
        forward(maps)


step = infer if options.inference else train


def measure(seconds):
    start = time.perf_counter()
    count = 0
    while True:
        step()
        count += options.batch
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return count / elapsed


for _ in range(5):
    step()
measure(options.seconds)
print(f"PyTorch {torch.__version__}, {options.mode}", flush=True)
for _ in sys.stdin:
    print(measure(options.seconds), flush=True)
