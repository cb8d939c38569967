"""Makes the event files beside this script with TensorBoard, and values.json with what is in the histogram.

Run: python make_events.py (needs tensorboard, torch and numpy; made with 2.21, 2.15 and 2.4)
"""

import json
import pathlib

import numpy
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter
from torch.utils.tensorboard.summary import make_histogram

folder = pathlib.Path(__file__).parent


def write(name, events):
    with open(folder / name, "wb") as file:
        writer = RecordWriter(file)
        for event in events:
            writer.write(event.SerializeToString(deterministic=True))


def value(step, wall_time, **content):
    summary = summary_pb2.Summary(value=[summary_pb2.Summary.Value(**content)])
    return event_pb2.Event(step=step, wall_time=wall_time, summary=summary)


write(
    "scalars.tfevents",
    [
        event_pb2.Event(wall_time=1727691376.25, file_version="brain.Event:2"),
        value(1, 1727691376.5, tag="loss/train", simple_value=0.1),
        value(0, 1727691377.5, tag="loss/validation", simple_value=0.0),
        value(70000, 1727691378.5, tag="größe", simple_value=-1e30),
    ],
)

values = numpy.random.default_rng(1).normal(0.5, 2.0, 1000).astype(numpy.float32)
histogram = make_histogram(values.astype(numpy.float64), 64)
write("histogram.tfevents", [value(7, 1727691376.25, tag="conv1.weight", histo=histogram)])
(folder / "values.json").write_text(json.dumps(values.tolist()))
