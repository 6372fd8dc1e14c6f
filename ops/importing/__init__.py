"""`make import`: another chat's export, read by a reader of its format, and written into the logs by one writer."""
