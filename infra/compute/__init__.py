"""One way to make a Lambda function, and how much memory it gets."""
