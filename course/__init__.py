"""The instructor's toolbox behind the command `course`."""
