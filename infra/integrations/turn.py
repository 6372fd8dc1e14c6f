"""TURN: whose relays carry calls that find no other way, and who may ask for credentials."""

from __future__ import annotations

from aws_cdk import aws_kinesisvideo as kinesis_video
from constructs import Construct

from infra.compute.functions import Grant
from infra.integrations.secret import secret_grants
from infra.parameters import Parameters


class Turn(Construct):
    """What `turn` of the settings takes: nothing; coturn's secret, which is the operator's, and no template holds it or
    makes it; or a signalling channel of Kinesis Video Streams, which lends relays with it."""

    def __init__(self, scope: Construct, construct_id: str, parameters: Parameters) -> None:
        super().__init__(scope, construct_id)
        self._parameters = parameters
        self._channel = (
            kinesis_video.CfnSignalingChannel(self, "Channel", type="SINGLE_MASTER")
            if parameters.turn == "kvs"
            else None
        )

    @property
    def environment(self) -> dict[str, str]:
        """What the code that tells devices of STUN and TURN servers needs to know; nothing of it is secret."""
        parameters = self._parameters
        return {
            "STUN_URLS": ",".join(parameters.stun_urls),
            "TURN": parameters.turn,
            "RELAY_ONLY": "yes" if parameters.relay_only else "",
            **({"TURN_CHANNEL": self._channel.attr_arn} if self._channel else {}),
            **({"TURN_URLS": ",".join(parameters.turn_urls)} if parameters.turn_urls else {}),
            **({"TURN_PARAMETER": parameters.turn_parameter} if parameters.turn_parameter else {}),
        }

    @property
    def grants(self) -> list[Grant]:
        if self._channel is None:
            return secret_grants(self._parameters, self._parameters.turn_parameter)
        actions = ["kinesisvideo:GetSignalingChannelEndpoint", "kinesisvideo:GetIceServerConfig"]
        return [Grant(actions, [self._channel.attr_arn])]
