"""Who may call what without a token."""

import json

from infra.apis.call_frames import KINDS
from tests.infra.conftest import Resource, Synthesised

OPEN = {
    "GET /api/auth/challenge",
    "GET /api/auth/start",
    "GET /api/health",
    "GET /api/site",
    "POST /api/auth/signup",
    "POST /api/auth/login",
    "POST /api/auth/refresh",
    "POST /api/auth/logout",
    "POST /api/auth/verify-email",
    "POST /api/auth/forgot-password",
    "POST /api/auth/reset-password",
    "POST /api/auth/claim",
    "POST /api/auth/claim/finish",
    "GET /api/mail/unsubscribe",
    "POST /api/mail/unsubscribe",
    "POST /api/report",
    *(f"POST /api/bot/{call}" for call in ("message", "react", "edit", "delete", "ticket")),
    *(f"GET /api/bot/{call}" for call in ("messages/{room}", "changes/{room}", "chats")),
    "POST /api/hook/{name}/{key}",
}
"""Those of bots are so at the gateway, which does not know their tokens."""


def _routes(stack: Synthesised) -> dict[str, Resource]:
    return {route["RouteKey"]: route for route in stack.of_type("AWS::ApiGatewayV2::Route")}


def _spelt(routes: dict[str, Resource], *keys: str) -> list[str]:
    """The keys of those routes, and with a slash at the end where that is a route of its own."""
    return [key for each in keys for key in (each, f"{each}/") if key == each or key in routes]


def test_the_open_calls_are_open_however_they_are_spelt(stack: Synthesised) -> None:
    routes = _routes(stack)

    unguarded = {key for key, route in routes.items() if "/" in key and route.get("AuthorizationType") == "NONE"}

    assert unguarded == set(_spelt(routes, *OPEN))


def test_routes_that_end_with_a_slash_are_for_the_local_gateway_alone(local: Synthesised, prod: Synthesised) -> None:
    # API Gateway takes a path for the same with a slash and without, and knows no route that ends with one.
    assert not [key for key in _routes(prod) if key.endswith("/")]
    assert {key for key in _routes(local) if not key.endswith("/")} == set(_routes(prod))
    plain = {key for key in _routes(local) if " /" in key and "+}" not in key and not key.endswith("/")}
    assert {key.removesuffix("/") for key in _routes(local) if key.endswith("/")} == plain


def test_every_other_call_takes_a_token_of_the_user_pool(stack: Synthesised) -> None:
    route = _routes(stack)["ANY /api/{proxy+}"]
    [authorizer] = [each for each in stack.of_type("AWS::ApiGatewayV2::Authorizer") if each["AuthorizerType"] == "JWT"]

    assert route["AuthorizationType"] == "JWT"
    assert "cognito-idp" in str(authorizer["JwtConfiguration"]["Issuer"])
    assert authorizer["IdentitySource"] == ["$request.header.Authorization"]


def test_searching_takes_the_same_token_and_goes_to_its_own_function(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]

    for key in ("GET /api/search", "GET /api/chat/{name}/files"):
        for route in (routes[each] for each in _spelt(routes, key)):
            assert route["AuthorizationType"] == "JWT"
            assert route["AuthorizerId"] == everything["AuthorizerId"]
            assert route["Target"] == routes["GET /api/search"]["Target"] != everything["Target"]


def test_notices_take_the_same_token_and_go_to_their_own_function_as_the_end_of_mails_does(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]
    guarded = [f"POST /api/push/{call}" for call in ("subscribe", "unsubscribe", "test")]
    guarded += ["GET /api/push/key", "GET /api/push/devices"]

    for key in _spelt(routes, *guarded):
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
    targets = {routes[key]["Target"]["Fn::Join"][1][1]["Ref"] for key in (*guarded, "POST /api/mail/unsubscribe")}
    assert len(targets) == 1


def test_moderation_takes_the_same_token_and_goes_to_its_own_function_as_open_reports_do(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]
    guarded = ["GET /api/moderation/reports", "POST /api/moderation/reports/{id}", "POST /api/chat/{name}/report"]
    guarded += ["GET /api/me/notices"]

    for key in _spelt(routes, *guarded):
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
    targets = {json.dumps(routes[key]["Target"]) for key in (*guarded, "POST /api/report")}
    assert len(targets) == 1
    assert json.dumps(everything["Target"]) not in targets


def test_bots_are_made_with_the_same_token_and_come_by_a_door_that_looks_at_their_own(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]
    guarded = ["POST /api/bots", "GET /api/bots"]
    guarded += [f"POST /api/bots/{{username}}/{call}" for call in ("token", "delete")]
    theirs = [f"POST /api/bot/{call}" for call in ("message", "react", "edit", "delete", "ticket")]
    theirs += [f"GET /api/bot/{call}" for call in ("messages/{room}", "changes/{room}", "chats")]

    for key in _spelt(routes, *guarded):
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
    for key in _spelt(routes, *theirs):
        assert routes[key]["AuthorizationType"] == "NONE"
    targets = {json.dumps(routes[key]["Target"]) for key in (*guarded, *theirs)}
    assert len(targets) == 1
    assert json.dumps(everything["Target"]) not in targets
    # Whatever else begins so is nobody's door
    assert {key for key in routes if "/api/bot/" in key} == set(_spelt(routes, *theirs))


def test_hooks_are_made_with_the_same_token_and_posted_to_at_the_same_function_of_their_own(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]
    guarded = ["GET /api/chat/{name}/hooks", "POST /api/chat/{name}/hooks", "POST /api/chat/{name}/hooks/{id}/delete"]

    for key in _spelt(routes, *guarded):
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
    targets = {json.dumps(routes[key]["Target"]) for key in (*guarded, "POST /api/hook/{name}/{key}")}
    assert len(targets) == 1
    assert json.dumps(everything["Target"]) not in targets


def test_subscriptions_take_the_same_token_and_go_to_their_own_function(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]
    path = "/api/chat/{name}/subscriptions"
    guarded = [f"GET {path}", f"POST {path}", *(f"POST {path}/{{id}}/{deed}" for deed in ("delete", "enable", "test"))]

    for key in _spelt(routes, *guarded):
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
    targets = {json.dumps(routes[key]["Target"]) for key in guarded}
    assert len(targets) == 1
    assert json.dumps(everything["Target"]) not in targets


def test_what_calls_need_takes_the_same_token_and_goes_to_its_own_function(stack: Synthesised) -> None:
    routes = _routes(stack)
    everything = routes["ANY /api/{proxy+}"]

    for key in _spelt(routes, "GET /api/calls/ice"):
        assert routes[key]["AuthorizationType"] == "JWT"
        assert routes[key]["AuthorizerId"] == everything["AuthorizerId"]
        assert routes[key]["Target"] != everything["Target"]


def test_a_socket_opens_with_a_ticket_only(stack: Synthesised) -> None:
    routes = _routes(stack)
    kinds = [each for each in stack.of_type("AWS::ApiGatewayV2::Authorizer") if each["AuthorizerType"] == "REQUEST"]

    assert routes["$connect"]["AuthorizationType"] == "CUSTOM"
    assert [each["IdentitySource"] for each in kinds] == [["route.request.querystring.ticket"]]
    assert {key for key in routes if key.startswith("$")} == {"$connect", "$disconnect", "$default"}


def test_the_socket_stage_is_named_as_the_sites_path(stack: Synthesised) -> None:
    stages = {each["StageName"]: each for each in stack.of_type("AWS::ApiGatewayV2::Stage")}

    assert set(stages) == {"ws", "$default"}
    assert all(stage["AutoDeploy"] for stage in stages.values())


def test_frames_are_told_apart_by_their_type_and_answered(prod: Synthesised) -> None:
    [api] = [each for each in prod.of_type("AWS::ApiGatewayV2::Api") if each["ProtocolType"] == "WEBSOCKET"]

    assert api["RouteSelectionExpression"] == "$request.body.type"
    responses = prod.of_type("AWS::ApiGatewayV2::RouteResponse")
    assert len(responses) == len({"$default", *KINDS})
    assert {each["RouteResponseKey"] for each in responses} == {"$default"}


def test_frames_about_calls_go_to_a_function_of_their_own(prod: Synthesised) -> None:
    routes = {each["RouteKey"]: each["Target"] for each in prod.of_type("AWS::ApiGatewayV2::Route")}

    assert {json.dumps(routes[kind]) for kind in KINDS} == {json.dumps(routes["call_start"])}
    assert routes["call_start"] != routes["$default"]
