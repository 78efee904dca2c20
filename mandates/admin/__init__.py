"""The editors' pages, on the stock admin. Which there are, and where, is in site.py."""
