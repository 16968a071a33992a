"""Columns of tables, as rules in the same row see them."""

from dataclasses import dataclass

from .meaning.fields import Field


@dataclass(frozen=True, slots=True, eq=False)
class Cell(Field):
    """The answer in a column."""

    @property
    def name(self) -> str:
        """As a rule in the same row names it."""
        return f'row("{self.id}")'

    @property
    def there(self) -> str:
        """Whether it is there: what is missing does not equal itself."""
        return f"{self.name} == {self.name}"
