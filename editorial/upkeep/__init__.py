"""What is no longer right in what readers have: found in the background, told to those who can mend it.

`reading` reads public content when it changed; `families` look at what was read and at the records; `keeping` keeps what they find in a
table; `showing` says who is told; `links` asks the addresses of other sites; `refreshing` puts it together for the scheduler.
"""
