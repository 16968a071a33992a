"""HTML of ours → one file that is PDF/A-3a and PDF/UA-1 at once, with a seal when it is asked for.

Importing this package loads neither WeasyPrint nor pyHanko. `Renderer` is for the worker; `render_pdf` in
`document` does the work inside its child process and in tests.
"""

from afweging.foundation.pdf.job import Attachment, RenderJob, SealOrder, Stage
from afweging.foundation.pdf.renderer import Renderer, RenderingFailed

__all__ = ["Attachment", "RenderJob", "Renderer", "RenderingFailed", "SealOrder", "Stage"]
