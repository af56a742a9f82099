"""The gradebook and what lies beside it: made, opened, filled with people, its ledger, files."""
