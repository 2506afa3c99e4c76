"""Whoclaims (谁说的): who claimed what in Chinese official reporting, anchored to exact characters."""

__version__ = "0.1.0"
