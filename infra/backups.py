"""A copy a day of what must never be lost, in a vault of its own: it outlives the tables, whoever deletes them."""

from collections.abc import Sequence

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_backup as backup
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from constructs import Construct

KEPT = Duration.days(35)
HOUR = "3"
"""UTC."""


class Backups(Construct):
    """The plan of AWS Backup for the durable tables."""

    def __init__(self, scope: Construct, construct_id: str, tables: Sequence[dynamodb.Table]) -> None:
        super().__init__(scope, construct_id)
        vault = backup.BackupVault(self, "Vault", removal_policy=RemovalPolicy.RETAIN)
        plan = backup.BackupPlan(self, "Plan", backup_vault=vault)
        plan.add_rule(
            backup.BackupPlanRule(
                rule_name="Daily",
                schedule_expression=events.Schedule.cron(hour=HOUR, minute="0"),
                start_window=Duration.hours(1),
                completion_window=Duration.hours(6),
                delete_after=KEPT,
            )
        )
        plan.add_selection("Durable", resources=[backup.BackupResource.from_dynamo_db_table(table) for table in tables])
