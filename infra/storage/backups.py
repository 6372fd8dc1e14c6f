"""A copy a day of what must never be lost, in a vault of its own: it outlives the tables, whoever deletes them."""

from collections.abc import Sequence
from typing import cast

from aws_cdk import Aws, Duration, Fn, RemovalPolicy, Stack
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
        name = f"{Stack.of(self).stack_name}-{self._incarnation}"
        vault = backup.BackupVault(self, "Vault", removal_policy=RemovalPolicy.RETAIN)
        # The CDK checks a vault's name, and takes none that is known only when the stack is made.
        cast("backup.CfnBackupVault", vault.node.default_child).backup_vault_name = name
        plan = backup.BackupPlan(self, "Plan", backup_plan_name=name, backup_vault=vault)
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

    @property
    def _incarnation(self) -> str:
        """Eight digits of the stack's own id: the vault outlives the stack, and the next stack needs another name."""
        unique = Fn.select(2, Fn.split("/", Aws.STACK_ID))
        return Fn.select(0, Fn.split("-", unique))
