#!/bin/sh
# Audience panel, screen 3, atrium. Installed 2025-07-28.
gst-launch-1.0 rtspsrc location=rtsp://panel:Demo-4471@192.168.61.20:554/stream1 ! rtph264depay ! h264parse ! decodebin ! \
  gvadetect model=/models/face-detection-retail-0005.xml device=CPU threshold=0.6 ! \
  gvatrack tracking-type=short-term-imageless ! \
  gvaclassify model=/models/age-gender-recognition-retail-0013.xml device=CPU object-class=face ! \
  gvametaconvert format=json ! \
  gvametapublish method=mqtt address=mqtt.audience-numbers.example:1883 topic=screen3/looks ! fakesink
