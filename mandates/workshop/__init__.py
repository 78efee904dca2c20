"""The editors' pages: forms, publishing, preview, coverage and lists of work, on the stock admin."""
