"""Who may call what without a token."""

from tests.infra.conftest import Resource, Synthesised

OPEN = {
    "GET /api/health",
    "GET /api/site",
    "POST /api/auth/signup",
    "POST /api/auth/login",
    "POST /api/auth/refresh",
    "POST /api/auth/logout",
    "POST /api/auth/verify-email",
    "POST /api/auth/forgot-password",
    "POST /api/auth/reset-password",
}


def _routes(stack: Synthesised) -> dict[str, Resource]:
    return {route["RouteKey"]: route for route in stack.of_type("AWS::ApiGatewayV2::Route")}


def test_the_open_calls_are_open_with_and_without_a_trailing_slash(stack: Synthesised) -> None:
    routes = _routes(stack)

    unguarded = {key for key, route in routes.items() if "/" in key and route.get("AuthorizationType") == "NONE"}

    assert unguarded == OPEN | {f"{key}/" for key in OPEN}


def test_every_other_call_takes_a_token_of_the_user_pool(stack: Synthesised) -> None:
    route = _routes(stack)["ANY /api/{proxy+}"]
    [authorizer] = [each for each in stack.of_type("AWS::ApiGatewayV2::Authorizer") if each["AuthorizerType"] == "JWT"]

    assert route["AuthorizationType"] == "JWT"
    assert "cognito-idp" in str(authorizer["JwtConfiguration"]["Issuer"])
    assert authorizer["IdentitySource"] == ["$request.header.Authorization"]


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
    assert prod.only("AWS::ApiGatewayV2::RouteResponse")["RouteResponseKey"] == "$default"
