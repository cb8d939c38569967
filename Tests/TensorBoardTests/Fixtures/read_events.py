"""Prints what TensorBoard finds in a folder of event files. Run: python read_events.py FOLDER"""

import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

accumulator = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0})
accumulator.Reload()
print("version", accumulator.file_version)
for tag in accumulator.Tags()["scalars"]:
    for event in accumulator.Scalars(tag):
        print(tag, event.step, event.wall_time, event.value)
for tag in accumulator.Tags()["histograms"]:
    for event in accumulator.Histograms(tag):
        print(tag, event.step, event.wall_time, event.histogram_value)
