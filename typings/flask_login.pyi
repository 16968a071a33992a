"""The part of Flask-Login's interface that Afweging uses, typed: the package ships no types."""

from collections.abc import Callable
from typing import Any

from flask import Request

class UserMixin:
    @property
    def is_active(self) -> bool: ...
    @property
    def is_authenticated(self) -> bool: ...
    @property
    def is_anonymous(self) -> bool: ...
    def get_id(self) -> str: ...

class LoginManager:
    def request_loader(self, callback: Callable[[Request], Any]) -> Callable[[Request], Any]: ...

current_user: Any
