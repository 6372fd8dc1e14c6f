"""`make export`: everything that people said, as Mattermost's bulk export has it: JSON lines, and the files beside."""
