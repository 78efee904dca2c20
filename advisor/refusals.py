"""What the server process answers by itself to a request that it refuses to read: too many headers, unreadable ones."""

from __future__ import annotations

import socket
from typing import Final

from mandates.rules.texts import LANGUAGES

PAGE: Final = """<!doctype html>
<html lang="fi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Virhe {status} – Asiointivaltuusneuvoja</title>
</head>
<body>
<main>
<p>Virhe {status}</p>
<h1>{first}</h1>
{others}
<p><a href="/">Asiointivaltuusneuvoja</a></p>
</main>
</body>
</html>
"""
NOT_UNDERSTOOD: Final = (
    "Emme ymmärtäneet pyyntöä. Aloita etusivulta.",
    "Vi förstod inte begäran. Börja från startsidan.",
    "We did not understand the request. Begin at the front page.",
)
FAILED: Final = (
    "Palvelu ei vastaa juuri nyt. Yritä hetken päästä uudestaan.",
    "Tjänsten svarar inte just nu. Försök igen om en stund.",
    "The service is not answering just now. Try again in a moment.",
)
"""In every language of the site, in the order of its table."""
HEADERS: Final = {
    "Connection": "close",
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def write_refusal(sock: socket.socket, status: int, reason: str, message: str) -> None:
    """Takes the place of gunicorn's own, with its signature. The message, which repeats what was sent, is left out."""
    first, *more = FAILED if status == 500 else NOT_UNDERSTOOD
    others = (f'<p lang="{language}">{said}</p>' for language, said in zip(LANGUAGES[1:], more, strict=True))
    body = PAGE.format(status=status, first=first, others="\n".join(others)).encode()
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in HEADERS.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""])
    sock.sendall(head.encode("ascii") + body)
