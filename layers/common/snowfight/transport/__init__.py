"""Between API Gateway's events and the domain; in each of the two modules errors become answers in one place."""
