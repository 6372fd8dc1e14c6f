"""Tables by lifetime: what must never be lost, what expires by itself."""

from typing import cast

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.parameters import Parameters

STRING = dynamodb.AttributeType.STRING
NUMBER = dynamodb.AttributeType.NUMBER

# The partitions of the tables (ADR 0003), as permissions name them.
ROOMS = ("ROOM#*", "USER#*")
REACTIONS = ("REACTED#*", "REACTIONS#*")
PRIVATE_MESSAGES = "????????-????-????-????-????????????"
"""Of private chats and groups."""
MESSAGES = ("public-chat", PRIVATE_MESSAGES)
"""A room's messages, by its name; what changed in it is another partition, whose rows are never changed."""
CHANGES = "CHANGES#*"
THREADS = "THREAD#*"
"""The numbers of a thread's replies."""
INDEX = "INDEX#*"
"""What the search index has, and what in it is out of date."""
MENTIONS = "MENTIONS#*"
"""What mentioned a user."""
KEYWORDS = "KEYWORDS#*"
PUSHES = ("PUSH#*", "ENDPOINT#*")
"""The browsers of a user that are pushed to, and whose each is."""
NOTICE = "NOTICE#*"
"""That somebody may have to be told of a chat."""
NOTICED = ("NOTICED#*", "RETRIES", "MAIL#*", "MAILS")
"""What users were told, and the pushes and mails that wait."""
CALLS = ("CALL#*", "CALLING#*")
"""Calls, and who is in one."""
WATCHES = "CALL#*"
"""In the rooms table: that a chat's call has to be looked at."""
AUDIT = "AUDIT"
"""The audit log, whose rows nobody changes (`Grant.kept_as_written`)."""
COMMUNITY = "COMMUNITY"
"""What owners decide while the deployment runs, and how many of them there are."""
MODERATION = (AUDIT, COMMUNITY, "REPORTS#*", "REPORTED#*", "DECISIONS#*")
"""What a community looks after itself with."""
BANNED = "BANNED#*"
"""Addresses that cannot sign up."""
INVITES = "INVITE#*"
"""Invitations to the deployment."""
OPEN_REPORTS = "REPORTS#open"
"""Those that wait for a moderator."""
BLOCKS = "BLOCKS#*"
"""Who blocked whom."""
BOTS = ("BOTS#*", "TOKEN#*")
"""Bots, by who made them, and their tokens."""
HOOKS = "HOOKS#*"
"""What writes into a chat from outside."""
EVENTS = "EVENTS#*"
"""In the rooms table where events of a chat are sent to; in that of messages that there are some."""
CLAIMS = "CLAIM#*"
"""Addresses of imported accounts."""
CONNECTIONS = ("CONNECTION#*", "ONLINE#*", "VIEW#*")
RATES = "RATE#*"
TELLING = ("CHANGED", "COUNT#*", "DUE", "TICK", "WATCHED")
"""What presence has still to look at and to tell."""


class Storage(Construct):
    """The rooms, messages and ephemeral tables."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self._parameters = parameters
        # The stream tells presence that something was written in the public chat; keys are enough for that.
        self.rooms = self._durable(
            "Rooms",
            partition=("pk", STRING),
            sort=("sk", STRING),
            stream=dynamodb.StreamViewType.KEYS_ONLY,
            expiry="expires_at",  # of reactions to messages that end
        )
        self.messages = self._durable(
            "Messages",
            partition=("room", STRING),
            sort=("seq", NUMBER),
            stream=dynamodb.StreamViewType.KEYS_ONLY,  # as above: of the rows that wake the notifier
            expiry="expires_at",
        )
        self.ephemeral = dynamodb.Table(
            self,
            "Ephemeral",
            partition_key=dynamodb.Attribute(name="pk", type=STRING),
            sort_key=dynamodb.Attribute(name="sk", type=STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            time_to_live_attribute="expires_at",
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            resource_policy=_over_tls_only() if parameters.requires_tls else None,
            removal_policy=parameters.removal_policy,
        )

    @property
    def environment(self) -> dict[str, str]:
        """What a function knows that uses all of them."""
        return {
            "ROOMS_TABLE": self.rooms.table_name,
            "MESSAGES_TABLE": self.messages.table_name,
            "EPHEMERAL_TABLE": self.ephemeral.table_name,
        }

    @property
    def stream(self) -> str:
        """The ARN of the ephemeral table's stream."""
        return cast("str", self.ephemeral.table_stream_arn)

    @property
    def rooms_stream(self) -> str:
        """The ARN of the rooms table's stream."""
        return cast("str", self.rooms.table_stream_arn)

    @property
    def messages_stream(self) -> str:
        """The ARN of the messages table's stream."""
        return cast("str", self.messages.table_stream_arn)

    def _durable(
        self,
        name: str,
        partition: tuple[str, dynamodb.AttributeType],
        sort: tuple[str, dynamodb.AttributeType],
        stream: dynamodb.StreamViewType | None = None,
        expiry: str | None = None,
    ) -> dynamodb.Table:
        return dynamodb.Table(
            self,
            name,
            partition_key=dynamodb.Attribute(name=partition[0], type=partition[1]),
            sort_key=dynamodb.Attribute(name=sort[0], type=sort[1]),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            stream=stream,
            time_to_live_attribute=expiry,
            resource_policy=_over_tls_only() if self._parameters.requires_tls else None,
            deletion_protection=self._parameters.keep_data,
            removal_policy=self._parameters.removal_policy,
        )


def _over_tls_only() -> iam.PolicyDocument:
    """DynamoDB answers over plain HTTP too, whoever asks it to."""
    return iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                principals=[cast("iam.IPrincipal", iam.AnyPrincipal())],
                actions=["dynamodb:*"],
                resources=["*"],
                conditions={"Bool": {"aws:SecureTransport": "false"}},
            )
        ]
    )
