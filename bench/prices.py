"""AWS's list prices in us-east-1, US dollars, on demand, without the free tiers."""

from __future__ import annotations

DATE = "2026-11-23"
REGION = "us-east-1"

SOCKET_MESSAGE = 1.00e-6
"""API Gateway, WebSocket: a frame in either direction, up to 32 KB, of the first billion in a month."""
CONNECTION_MINUTE = 0.25e-6
"""API Gateway, WebSocket."""
CALL = 1.00e-6
"""API Gateway, HTTP: a call, up to 512 KB, of the first 300 million in a month."""
EDGE_CALL = 1.00e-6
"""CloudFront: an HTTPS request in North America and Europe."""
EDGE_FUNCTION = 0.10e-6
"""CloudFront: a run of a function, as calls have one before them."""
EACH_CALL = CALL + EDGE_CALL + EDGE_FUNCTION
"""What a call costs before anything is done about it."""
WRITE_UNIT = 0.625e-6
"""DynamoDB: 1 KB written; two of them in a transaction."""
READ_UNIT = 0.125e-6
"""DynamoDB: 4 KB read consistently."""
STORED_GB = 0.25
"""DynamoDB: a month."""
RECOVERY_GB = 0.20
"""DynamoDB, point-in-time recovery: a month."""
BACKUP_GB = 0.10
"""AWS Backup of DynamoDB tables, warm: a month, each of the copies."""
OBJECT_WRITE = 5.00e-6
"""S3 Standard: an object written."""
OBJECT_READ = 0.40e-6
"""S3 Standard: an object read, from a function in the same region."""
OBJECTS_GB = 0.023
"""S3 Standard: a month."""
INVOCATION = 0.20e-6
"""Lambda."""
GB_SECOND = 13.3334e-6
"""Lambda on arm64."""
TRANSFER_GB = 0.09
"""Data that leaves AWS for elsewhere, of the first 10 TB in a month."""
MAIL = 0.10e-3
"""SES: a mail without attachments."""
LOG_GB = 0.50
"""CloudWatch Logs, standard: taken in."""
ALARM = 0.10
"""CloudWatch: a month, each metric that an alarm looks at."""


def section() -> str:
    """All of them, for docs/cost.md."""
    rows = [
        ("API Gateway, a WebSocket frame", SOCKET_MESSAGE * 1e6, "million"),
        ("API Gateway, a connection's minute", CONNECTION_MINUTE * 1e6, "million"),
        ("API Gateway, an HTTP call", CALL * 1e6, "million"),
        ("CloudFront, a request", EDGE_CALL * 1e6, "million"),
        ("CloudFront, a run of a function", EDGE_FUNCTION * 1e6, "million"),
        ("DynamoDB, a write unit", WRITE_UNIT * 1e6, "million"),
        ("DynamoDB, a read unit", READ_UNIT * 1e6, "million"),
        ("DynamoDB, kept with point-in-time recovery", STORED_GB + RECOVERY_GB, "GB and month"),
        ("AWS Backup, a copy", BACKUP_GB, "GB and month"),
        ("S3, an object written", OBJECT_WRITE * 1e6, "million"),
        ("S3, an object read", OBJECT_READ * 1e6, "million"),
        ("S3, kept", OBJECTS_GB, "GB and month"),
        ("Lambda, an invocation", INVOCATION * 1e6, "million"),
        ("Lambda on arm64, a GB second", GB_SECOND * 1e6, "million"),
        ("data out of AWS", TRANSFER_GB, "GB"),
        ("SES, a mail", MAIL * 1e3, "thousand"),
        ("CloudWatch Logs, taken in", LOG_GB, "GB"),
        ("CloudWatch, a watched metric", ALARM, "month"),
    ]
    lines = [f"| {name} | {price:.4g} | {unit} |" for name, price, unit in rows]
    return "\n".join(["## Prices", "", "| what | US dollars | a |", "|---|---:|---|", *lines])
