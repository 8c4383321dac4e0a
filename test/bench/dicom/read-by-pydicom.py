"""Reads the headers of all files below a folder, as pydicom does it, and prints how long it took, as JSON.

Usage: python read-by-pydicom.py FOLDER
"""

import json
import os
import sys
import time

import pydicom

start = time.perf_counter()
instances = {}
for folder, _, files in os.walk(sys.argv[1]):
    for name in files:
        header = pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True)
        instances.setdefault(header.SeriesInstanceUID, set()).add(header.SOPInstanceUID)
milliseconds = (time.perf_counter() - start) * 1000
print(
    json.dumps(
        {
            "milliseconds": milliseconds,
            "version": pydicom.__version__,
            "series": len(instances),
            "instances": sum(len(each) for each in instances.values()),
        }
    )
)
