import os
import pytest


@pytest.fixture(scope="session")
def base() -> str:
    return os.environ["BASE"]
