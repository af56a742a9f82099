"""Prices, what is measured on them, and forecasts with their scores."""
