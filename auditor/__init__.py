"""face-audit: a privacy audit of facial-recognition deployments."""

import os

__version__ = "0.1.0"

# ONNX Runtime sends usage data to its maker as soon as it is imported, and keeps an identifier of
# the machine in the home folder, unless one of these says no; which one depends on the release.
os.environ["ORT_DISABLE_TELEMETRY"] = os.environ["ORT_TELEMETRY_DISABLED"] = "1"
