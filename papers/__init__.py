"""Bytes: PDF rendering, files stored once with their hash, uploads checked, download through a permission."""
