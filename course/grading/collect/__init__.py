"""What was handed in: from an archive, a folder or an exchange to one notebook a student."""
