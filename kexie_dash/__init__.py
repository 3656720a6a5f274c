"""Self-evaluation reports of science associations, read figure by figure and compared."""
