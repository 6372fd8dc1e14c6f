"""Where an export waits between its reader and the writer: a file of SQLite, so that it need not fit into memory."""
