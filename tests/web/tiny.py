"""A tiny Flask app around the templates, so that the design system is tested without the rest of the house."""

from pathlib import Path

from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect

ROOT = Path(__file__).parents[2]


def tiny_app(lang: str = "nl") -> Flask:
    app = Flask("tiny", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="for tests only", TESTING=True, BABEL_DEFAULT_LOCALE=lang)
    Babel(app)
    CSRFProtect(app)
    app.jinja_env.globals["static_url"] = lambda path: f"/static/{path}"
    app.jinja_env.globals["csp_nonce"] = lambda: "nonce"
    return app
