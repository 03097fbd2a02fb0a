"""The site: a network runs a consultation in the browser, from draft to uptake.

Apps depend downward only: ``pages → exports → outcomes → proposals → consultations → ledger → networks → registry → accounts``;
``core`` is what every page stands in. Analysis is the library's; the desk stores, shows and lets decide.
"""
