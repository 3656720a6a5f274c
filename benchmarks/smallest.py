"""The smallest Streamlit page with one px chart and one filter: what the dashboard is measured against."""

from __future__ import annotations

import plotly.express as px
import streamlit as st

_BODIES = ["a", "b", "c", "d", "e"]
_RATES = {"one": [0.7, 1.0, 1.0, 0.65, 0.67], "other": [0.94, 1.0, 1.02, 0.9, 0.8]}

picked = st.segmented_control("Rates", list(_RATES), default="one", required=True)
st.plotly_chart(px.scatter(x=_RATES[picked or "one"], y=_BODIES))
