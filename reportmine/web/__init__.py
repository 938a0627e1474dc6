"""The local web site of ``reportmine serve``: pages and a JSON API for one user on this machine.

A request goes through ``access.py`` (token, Host, Origin, headers of the answer) to ``api.py`` or ``site.py``; what is
uploaded is counted by ``limits.py``, kept by ``history.py`` in memory, and worked on by ``jobs.py`` in processes of
their own, which run ``work.py``. Nothing is written to the disk. Read next: ``app.py``.
"""
