"""AWS's list prices in us-east-1, US dollars, on demand, without the free tiers."""

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
INVOCATION = 0.20e-6
"""Lambda."""
GB_SECOND = 13.3334e-6
"""Lambda on arm64."""
LOG_GB = 0.50
"""CloudWatch Logs, standard: taken in."""
ALARM = 0.10
"""CloudWatch: a month, each metric that an alarm looks at."""
