"""TODO door of cli."""
