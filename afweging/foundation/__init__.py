"""What every room stands on: database, web, ledger, jobs, identity, seal."""
