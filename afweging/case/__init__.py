"""The confidential wing: a case from dossier to publication."""
