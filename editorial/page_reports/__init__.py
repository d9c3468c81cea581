"""What readers say of pages, on the desk: a list to read and tick off, how often each page helped, a line on the home page.

`reading` says whose reports and votes somebody sees and what a line tells; `handling` ticks off and deletes; `panel` is the line on the
home page; the screens stand in `views`.
"""
