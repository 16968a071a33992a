"""A tiny Flask app round the templates: the design system, tested without the rest of the house."""

from pathlib import Path

import jinja2
from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from afweging.foundation.identity.chrome import NOTHING
from afweging.foundation.web import markdown
from afweging.foundation.web.language import in_dutch

ROOT = Path(__file__).parents[2]


def tiny_app(lang: str = "nl") -> Flask:
    app = Flask("tiny", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="for tests only", TESTING=True, BABEL_DEFAULT_LOCALE=lang)
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.context_processor(lambda: dict(NOTHING))
    Babel(app)
    markdown.init_app(app)
    CSRFProtect().init_app(app)
    app.jinja_env.globals["static_url"] = lambda path: f"/static/{path}"
    app.jinja_env.globals["in_dutch"] = in_dutch
    app.jinja_env.globals["csp_nonce"] = lambda: "nonce"
    return app
