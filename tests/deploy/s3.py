"""Speaks as much of S3 as photos need."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        self.server.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def do_GET(self):
        held = self.server.objects.get(self.path)
        self.answer(404 if held is None else 200, held or b"")

    do_HEAD = do_GET

    def do_DELETE(self):
        self.server.objects.pop(self.path, None)
        self.answer(204)

    def answer(self, status, body=b""):
        # Whoever is not asked with the key of the test is not ours.
        if "Credential=key/" not in self.headers.get("Authorization", ""):
            status, body = 403, b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"of a stand-in"')
        self.send_header("Last-Modified", "Thu, 26 Nov 2026 10:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    """`objects` are what it holds, by bucket and name."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects = {}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
