"""The templates beside what AWS says: schemas, permissions, regions, order, and the review of it all."""
