"""The trusted side: check cells, and what a child replies to them."""
