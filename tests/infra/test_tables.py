"""Tables by lifetime."""

from tests.infra.conftest import Resource, Synthesised


def _tables(stack: Synthesised) -> dict[str, Resource]:
    found = {name: each for name, each in stack.resources.items() if each["Type"] == "AWS::DynamoDB::Table"}
    return {kind: each for kind in ("Rooms", "Messages", "Ephemeral") for name, each in found.items() if kind in name}


def _keys(table: Resource) -> list[tuple[str, str]]:
    types = {each["AttributeName"]: each["AttributeType"] for each in table["Properties"]["AttributeDefinitions"]}
    return [(each["AttributeName"], types[each["AttributeName"]]) for each in table["Properties"]["KeySchema"]]


def test_tables_have_their_keys_and_are_billed_by_use(stack: Synthesised) -> None:
    tables = _tables(stack)

    assert {name: _keys(table) for name, table in tables.items()} == {
        "Rooms": [("pk", "S"), ("sk", "S")],
        "Messages": [("room", "S"), ("seq", "N")],
        "Ephemeral": [("pk", "S"), ("sk", "S")],
    }
    assert {table["Properties"]["BillingMode"] for table in tables.values()} == {"PAY_PER_REQUEST"}


def test_what_must_not_be_lost_can_be_brought_back_to_any_second(stack: Synthesised) -> None:
    tables = _tables(stack)

    recovery = {name: each["Properties"].get("PointInTimeRecoverySpecification") for name, each in tables.items()}

    enabled = {"PointInTimeRecoveryEnabled": True}
    assert recovery == {"Rooms": enabled, "Messages": enabled, "Ephemeral": None}


def test_ephemeral_rows_expire_and_are_streamed(stack: Synthesised) -> None:
    table = _tables(stack)["Ephemeral"]["Properties"]

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


def test_messages_that_are_over_are_collected(stack: Synthesised) -> None:
    tables = _tables(stack)

    expiry = {"AttributeName": "expires_at", "Enabled": True}
    assert tables["Messages"]["Properties"]["TimeToLiveSpecification"] == expiry
    assert tables["Rooms"]["Properties"]["TimeToLiveSpecification"] == expiry  # of reactions to them


def test_no_table_has_an_index_that_every_write_would_pay_for(stack: Synthesised) -> None:
    assert not [table for table in _tables(stack).values() if "GlobalSecondaryIndexes" in table["Properties"]]


def test_production_is_copied_every_day_into_a_vault_that_outlives_it(prod: Synthesised, local: Synthesised) -> None:
    [rule] = prod.only("AWS::Backup::BackupPlan")["BackupPlan"]["BackupPlanRule"]
    chosen = str(prod.only("AWS::Backup::BackupSelection")["BackupSelection"]["Resources"])
    [vault] = prod.whole("AWS::Backup::BackupVault")

    assert (rule["ScheduleExpression"], rule["Lifecycle"]) == ("cron(0 3 * * ? *)", {"DeleteAfterDays": 35})
    assert ("StorageRooms" in chosen, "StorageMessages" in chosen, "Ephemeral" in chosen) == (True, True, False)
    assert vault["DeletionPolicy"] == "Retain"
    assert local.of_type("AWS::Backup::BackupPlan") == []


def test_what_stays_when_a_stack_goes_does_not_stand_in_the_way_of_the_next(prod: Synthesised) -> None:
    # Given the names of everything that outlives its stack
    names = {
        each["Type"]: value
        for each in prod.resources.values()
        if each.get("DeletionPolicy") == "Retain"
        for key, value in each["Properties"].items()
        if key.endswith("Name")
    }

    # Then none is fixed; the vault's is another for each stack that CloudFormation makes
    assert not [name for name in names.values() if isinstance(name, str)]
    vault = names["AWS::Backup::BackupVault"]
    assert vault["Fn::Join"][1][0] == "Snowfight-prod-"
    assert "AWS::StackId" in str(vault)
    assert prod.only("AWS::Backup::BackupPlan")["BackupPlan"]["BackupPlanName"] == vault


def test_production_keeps_its_data_and_the_local_stack_goes_without_trace(
    prod: Synthesised, local: Synthesised
) -> None:
    kinds = ("AWS::DynamoDB::Table", "AWS::Cognito::UserPool")

    assert {each["DeletionPolicy"] for kind in kinds for each in prod.whole(kind)} == {"Retain"}
    assert {each["DeletionPolicy"] for kind in kinds for each in local.whole(kind)} == {"Delete"}
    assert _tables(prod)["Messages"]["Properties"]["DeletionProtectionEnabled"] is True


def test_tables_are_reached_over_tls_only(prod: Synthesised) -> None:
    for table in _tables(prod).values():
        [statement] = table["Properties"]["ResourcePolicy"]["PolicyDocument"]["Statement"]
        assert (statement["Effect"], statement["Principal"]) == ("Deny", {"AWS": "*"})
        assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
