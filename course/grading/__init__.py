"""Grade a class: collect -> repair -> run -> judge -> record -> report, a file a step."""
