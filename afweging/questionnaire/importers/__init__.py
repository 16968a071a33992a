"""Importers: questionnaires in other formats, made into format 1 with nothing lost in silence."""
