"""What AWS's quotas do to a large site: a simulation around what the code was measured to ask (`make scale`)."""
