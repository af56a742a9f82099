"""Grade a class: collect -> repair -> run -> judge -> record -> report, a folder a step.

`grade` is the whole way. `workers` carries submissions to other processes and results back;
`parcels` is what one step hands to the next; `command` and `table` are what a terminal shows.
"""
