"""Arithmetic as reports print it: 19/20×5, 3/(3+9), (0.5+0.7)÷2; exact, without evaluating code."""

from __future__ import annotations

import re
from decimal import Decimal, DivisionByZero, InvalidOperation

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[-+*/()×÷−]")
_PLUS, _MINUS, _TIMES, _OVER = "+", ("-", "−"), ("*", "×"), ("/", "÷")


def evaluate(text: str) -> Decimal | None:
    """The value, or None where the text is no complete expression or divides by zero."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text or not tokens:
        return None
    try:
        value, rest = _sum(tokens)
    except (IndexError, InvalidOperation, DivisionByZero, RecursionError):
        return None
    return value if not rest else None


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, rest = _product(tokens)
    while rest and (rest[0] == _PLUS or rest[0] in _MINUS):
        sign = rest[0]
        other, rest = _product(rest[1:])
        value = value + other if sign == _PLUS else value - other
    return value, rest


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, rest = _term(tokens)
    while rest and (rest[0] in _TIMES or rest[0] in _OVER):
        sign = rest[0]
        other, rest = _term(rest[1:])
        value = value * other if sign in _TIMES else value / other
    return value, rest


def _term(tokens: list[str]) -> tuple[Decimal, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise IndexError
        return value, rest[1:]
    number = Decimal(first.rstrip("%").replace(",", ""))
    return (number / 100 if first.endswith("%") else number), rest
