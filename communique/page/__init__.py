"""Readouts as web pages: functions from records to HTML, one style sheet, one small script."""

from communique.page.document import to_frame, to_html

__all__ = ["to_frame", "to_html"]
