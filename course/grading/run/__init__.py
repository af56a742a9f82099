"""The student's side: a sandbox, a warm parent in it, and a forked child a submission."""
