"""Lambda functions behind calls: their frames, what watches them, and the way between browsers."""
