"""Serves the pages of app.py with compressed files and a warm start: `streamlit run serve.py`."""

from __future__ import annotations

from streamlit.starlette import App

from kexie_dash.pages import server

app = App("app.py", middleware=server.middleware(), routes=server.routes(), lifespan=server.lifespan)
