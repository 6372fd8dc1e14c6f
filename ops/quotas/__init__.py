"""Quotas of the AWS account: what many people need, and what there is."""
