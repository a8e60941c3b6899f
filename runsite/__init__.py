import gc

# What is loaded stays: to look for garbage in it takes a fifth of a start. It is looked for again
# when all apps are ready (`articles/apps.py`).
gc.disable()
