"""AWS over HTTPS without an SDK, for the calls that a message makes: botocore takes many times as long for each."""
