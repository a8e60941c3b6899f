"""Answers public pages from ready bytes, before Django is asked. See decision 0023.

`pages.py` decides what a request gets, `page.py` has the bytes, `shelf.py` the places where they
lie, and `pulse.py` knows whether they are still good. `start.py` puts it all before Django.
"""
