"""What is asked of the renderer, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from afweging.foundation.confinement import Message
from afweging.foundation.seal import Seal


class Stage(StrEnum):
    """How far a document is. `LAYING_OUT` comes with the page that is being laid out."""

    LAYING_OUT = "laying_out"
    PAGES = "pages"
    WRITING = "writing"
    SEALING = "sealing"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: what it was made from, so that it can be read by programs."""

    name: str
    data: bytes
    description: str
    media_type: str
    created: datetime


@dataclass(frozen=True, slots=True)
class SealOrder:
    """Whose seal goes on the document, and what it says. `now` is the moment of sealing, in UTC."""

    seal: Seal
    reason: str
    now: datetime
    tsa_url: str | None = None


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One document. The same job, its seal apart, always gives the same bytes: `identifier` must be unique to
    it. `sheets` are its stylesheets, by their names under the static folder."""

    html: str
    title: str
    language: str
    identifier: bytes
    created: datetime
    sheets: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()
    seal: SealOrder | None = None

    def as_message(self) -> Message:
        """The job without its seal, for the child: no key and no path to one goes there."""
        fields: dict[str, Any] = {
            "title": self.title,
            "language": self.language,
            "created": self.created.isoformat(),
            "sheets": list(self.sheets),
            "attachments": [
                {
                    "name": attachment.name,
                    "description": attachment.description,
                    "media_type": attachment.media_type,
                    "created": attachment.created.isoformat(),
                }
                for attachment in self.attachments
            ],
        }
        html = self.html.encode("utf-8", "replace")
        return Message(fields, (html, self.identifier, *(attachment.data for attachment in self.attachments)))

    @classmethod
    def from_message(cls, message: Message) -> Self:
        """The job that `as_message` wrote."""
        html, identifier, *contents = message.blobs
        described = zip(message.fields["attachments"], contents, strict=True)
        return cls(
            html=html.decode(),
            title=message.fields["title"],
            language=message.fields["language"],
            identifier=identifier,
            created=datetime.fromisoformat(message.fields["created"]),
            sheets=tuple(message.fields["sheets"]),
            attachments=tuple(
                Attachment(
                    data=data, **{**attachment, "created": datetime.fromisoformat(attachment["created"])}
                )
                for attachment, data in described
            ),
        )
