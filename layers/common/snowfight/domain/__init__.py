"""What the chat does. It takes and returns models and knows neither Lambda events nor HTTP."""
