"""A stand-in for what Colab's kernels import: its notebook and its downloads are files."""
