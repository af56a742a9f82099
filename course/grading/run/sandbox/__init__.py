"""What runs inside the sandbox: a warm parent and its children. Imports nothing of the course's.

The judge uses `wire`, `arrays` and `channel` as well; it trusts nothing that comes over them.
"""
