"""The editors' pages, on the stock admin: forms, publishing, preview, coverage and worklists."""

from mandates.admin import rows  # noqa: F401 - registers the pages
