"""Where an export comes from: a file, a folder, a zip or a tar, none of which is trusted."""
