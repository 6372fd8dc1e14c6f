"""Prosody, a small server of XMPP: how it is run here, and what its clients do."""
