"""What a WSGI server imports: the app, with everything that start-up made out of the collector's sight."""

from afweging.app import create_app, freeze

app = create_app()
freeze()
