"""ML-Poppyns' models in PyTorch."""

import torch
from torch import nn


class ModelConv(nn.Module):
    def __init__(self, channels, size, outputs):
        super().__init__()
        side = ((size - 2) // 2 - 2) // 2
        self.conv1 = nn.Conv2d(channels, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear(64 * side * side, 64)
        self.fc2 = nn.Linear(64, outputs)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc2(torch.relu(self.fc1(x)))


class ModelLinear(nn.Module):
    def __init__(self, channels, size, outputs):
        super().__init__()
        self.fc = nn.Linear(channels * size * size, outputs)

    def forward(self, x):
        return torch.relu(self.fc(torch.flatten(x, 1)))
