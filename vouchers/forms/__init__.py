"""The shape of what is typed; what it means is the actions' business."""
