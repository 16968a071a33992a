"""The speed claims of docs/performance.md, each one runnable."""
