"""Files: signed uploads, messages that are files, links to them, and taking them away."""
