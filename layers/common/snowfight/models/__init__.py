"""What is said on the wire and kept in storage, as pydantic models. They know nothing but themselves."""
