"""The bucket of the search index: files that nobody but the functions reads, and that can be built anew at any time."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.compute.functions import Grant
from infra.parameters import Parameters


class SearchIndex(Construct):
    """The bucket, and what functions may do in it.

    It goes with its stack, whatever the stage keeps: the log holds all that is in it, and what people delete from a log
    that is kept would never leave a bucket that no indexer looks after. It has no versions for the same reason.
    """

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=parameters.requires_tls,
            versioned=False,
            lifecycle_rules=[s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1))],
            removal_policy=RemovalPolicy.DESTROY,
            auto_delete_objects=parameters.empties_buckets,
        )

    @property
    def read(self) -> Grant:
        """Read files by name. To whom may not list, S3 says of a missing one that it is forbidden (403, not 404)."""
        return self._files("GetObject")

    @property
    def keep(self) -> list[Grant]:
        """Read, write, delete and list files."""
        return [
            self._files("GetObject", "PutObject", "DeleteObject"),
            Grant(["s3:ListBucket"], [self.bucket.bucket_arn]),
        ]

    def _files(self, *operations: str) -> Grant:
        return Grant([f"s3:{operation}" for operation in operations], [self.bucket.arn_for_objects("*")])
