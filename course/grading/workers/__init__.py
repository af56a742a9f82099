"""Submissions to workers, of this machine or of a cluster, and results back."""
