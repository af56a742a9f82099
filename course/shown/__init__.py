"""What a lesson's cells show, with all states of its pictures: each lesson in a process of its own.

It imports little, for a process starts anew for each lesson: of the course nothing but helpers.

running   runs the cells
frames    draws the pictures
"""
