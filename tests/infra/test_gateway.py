"""What the gateways take, and what they write down."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.infra.conftest import Resource, Synthesised

TELLING = ("sourceIp", "path", "querystring", "header", "domainName", "claims", "userAgent")
"""Of a context variable's name: what says who somebody is, or holds a ticket or a token."""


def _stages(stack: Synthesised) -> dict[str, Resource]:
    return {each["StageName"]: each for each in stack.of_type("AWS::ApiGatewayV2::Stage")}


def test_both_apis_log_who_was_served_by_ids_alone(stack: Synthesised) -> None:
    for stage in _stages(stack).values():
        settings = stage["AccessLogSettings"]
        line = json.loads(settings["Format"])
        assert {"request_id", "route", "status"} <= line.keys()
        assert not [value for value in line.values() if any(word in value for word in TELLING)]
        assert "AccessLog" in json.dumps(settings["DestinationArn"])
    groups = stack.of_type("AWS::Logs::LogGroup")
    assert all("RetentionInDays" in group for group in groups)


def test_every_route_has_a_limit_and_the_door_its_own(synthesise: Callable[..., Synthesised]) -> None:
    limits = {"calls_per_second": "11", "frames_per_second": "13", "connects_per_second": "14"}

    stages = _stages(synthesise(stage="dev", **limits))

    http, socket = stages["$default"], stages["ws"]
    assert http["DefaultRouteSettings"] == {"ThrottlingRateLimit": 11, "ThrottlingBurstLimit": 22}
    assert socket["DefaultRouteSettings"] == {"ThrottlingRateLimit": 13, "ThrottlingBurstLimit": 26}
    assert socket["RouteSettings"] == {"$connect": {"ThrottlingRateLimit": 14, "ThrottlingBurstLimit": 28}}


def test_as_many_tickets_are_taken_as_connections_and_they_take_nobody_elses_calls(
    synthesise: Callable[..., Synthesised],
) -> None:
    dev = synthesise(stage="dev", connects_per_second="14")

    limited = _stages(dev)["$default"]["RouteSettings"]
    [route] = [each for each in dev.of_type("AWS::ApiGatewayV2::Route") if each["RouteKey"] in limited]
    [everything] = [each for each in dev.of_type("AWS::ApiGatewayV2::Route") if "proxy+" in each["RouteKey"]]

    assert limited == {"POST /api/ws-ticket": {"ThrottlingRateLimit": 14, "ThrottlingBurstLimit": 28}}
    assert (route["AuthorizationType"], route["AuthorizerId"]) == ("JWT", everything["AuthorizerId"])
    assert route["Target"] == everything["Target"]


def test_no_open_call_is_easier_to_use_up_for_everybody_than_the_others(stack: Synthesised) -> None:
    limited = _stages(stack)["$default"]["RouteSettings"]
    routes = {each["RouteKey"]: each for each in stack.of_type("AWS::ApiGatewayV2::Route")}

    assert [key for key in limited if routes[key]["AuthorizationType"] == "NONE"] == []


def test_no_more_at_once_is_promised_than_an_account_gets(synthesise: Callable[..., Synthesised]) -> None:
    most = dict.fromkeys(("calls_per_second", "frames_per_second", "connects_per_second"), "10000")

    stages = _stages(synthesise(stage="dev", **most)).values()

    promised = [
        settings
        for stage in stages
        for settings in (stage["DefaultRouteSettings"], *stage.get("RouteSettings", {}).values())
    ]
    assert promised == [{"ThrottlingRateLimit": 10000, "ThrottlingBurstLimit": 5000}] * 4


def test_a_stage_waits_for_the_routes_that_it_limits(prod: Synthesised) -> None:
    routes = {
        name: each["Properties"]["RouteKey"]
        for name, each in prod.resources.items()
        if each["Type"] == "AWS::ApiGatewayV2::Route"
    }
    for stage in prod.whole("AWS::ApiGatewayV2::Stage"):
        waited_for = {routes[name] for name in stage.get("DependsOn", []) if name in routes}
        assert waited_for == stage["Properties"].get("RouteSettings", {}).keys()


def test_the_account_is_told_in_whose_name_sockets_log_and_keeps_it(prod: Synthesised, local: Synthesised) -> None:
    [account] = prod.whole("AWS::ApiGateway::Account")

    assert account["DeletionPolicy"] == "Retain"
    assert not local.of_type("AWS::ApiGateway::Account")
