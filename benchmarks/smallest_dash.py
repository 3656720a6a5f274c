"""The same one-chart view in Dash: `python smallest_dash.py PORT`."""

from __future__ import annotations

import sys

import dash
import plotly.express as px

_BODIES = ["a", "b", "c", "d", "e"]
_RATES = {"one": [0.7, 1.0, 1.0, 0.65, 0.67], "other": [0.94, 1.0, 1.02, 0.9, 0.8]}

app = dash.Dash(__name__, serve_locally=True)
app.layout = dash.html.Div([dash.dcc.RadioItems(list(_RATES), "one", id="rates"), dash.dcc.Graph(id="chart")])


@app.callback(dash.Output("chart", "figure"), dash.Input("rates", "value"))
def draw(picked: str) -> object:
    return px.scatter(x=_RATES[picked], y=_BODIES)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
