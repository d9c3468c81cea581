"""Answers that are kept: in front of Django, in each web process, true until the journal, the index or the clock says otherwise.

``door`` stands before the application and looks at the bytes of a request. What it finds in the ``store`` it gives back without asking
anybody. What it does not find is computed behind it; the view leaves in the request's ``slot`` what the answer was made from, and the store
keeps it under that. The ``watch`` reads the journal and the index's position several times a second and has the store drop what an event
touches. ``headers`` tell caches beyond the house how long they may keep an answer, and under which names it can be called back.
"""
