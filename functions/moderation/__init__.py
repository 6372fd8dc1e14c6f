"""How a community looks after itself: roles, sanctions, reports, and what owners decide."""
