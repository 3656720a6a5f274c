def show() -> None:
    """Empty."""
