"""Reading other chats' exports: what they come in, what their formats say, and the spool they wait in."""

from ops.importing.reading.formats import open_export

__all__ = ["open_export"]
