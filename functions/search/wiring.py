"""What both functions are made of, put together once for each function instance."""

from __future__ import annotations

import os

from snowfight.aws.address import region_of_this_function
from snowfight.aws.bucket import Bucket
from snowfight.clock import SystemClock
from snowfight.delivery.index_tasks import IndexTasks
from snowfight.domain.messages.retention import Retention
from snowfight.settings import from_environment
from snowfight.storage.database import Database
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.search.dirty import DirtyMessages
from snowfight.storage.search.index_files import IndexFiles
from snowfight.storage.search.manifests import Manifests

settings = from_environment()
clock = SystemClock()
database = Database(settings)
database.warm()
rooms = Rooms(database)
messages = Messages(database)
retention = Retention(messages, clock, settings.retention_days)
manifests = Manifests(database)
dirty = DirtyMessages(database)
_region = region_of_this_function()
index_files = IndexFiles(Bucket(settings.search_bucket, _region))
# The indexer cannot be told its own name by the template that makes it; Lambda tells it.
index_tasks = IndexTasks(settings.indexer_function or os.environ.get("AWS_LAMBDA_FUNCTION_NAME", ""), _region)
