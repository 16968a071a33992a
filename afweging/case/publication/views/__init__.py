"""The pages of the public text: write it, look at it, publish it, correct it, take it back."""

from afweging.case.publication import glance
from afweging.case.publication.views import overview, preview, publishing, requests, text
from afweging.case.publication.views.common import blueprint

__all__ = ["blueprint", "glance", "overview", "preview", "publishing", "requests", "text"]
