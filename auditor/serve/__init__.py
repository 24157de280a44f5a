"""The page of `face-audit serve`: a case put together, examined and asked about in a browser.

It listens on this machine alone. `guard` refuses what does not come from its own pages, `job`
runs the examination and holds the interview, `pages` are the routes, and `server` starts and ends
it all.
Nothing here concludes anything: every step is one of `auditor.pipeline`.
"""
