"""What every response and request passes, beside Django's own middleware."""

import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from runsite.ready.page import IDENTITY, best_encoding

# The highest before compressing gets slow: a tenth smaller than 9, in some 20 ms a page.
BROTLI_QUALITY = 10


class CompressionMiddleware(GZipMiddleware):
    """Brotli for readers, gzip for everyone else; texts only, as photos are compressed already.

    What is made for somebody with a cookie may hold secrets: Django's gzip hides their length.
    """

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith("image/"):
            return response
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""))
        if encoding == "br" and may_be_brotli(request, response):
            return as_brotli(response)
        if encoding != IDENTITY:
            return super().process_response(request, response)
        # Django's would send gzip to who refuses it with "gzip;q=0".
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


def as_brotli(response):
    patch_vary_headers(response, ("Accept-Encoding",))
    response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "br"
    return response


def may_be_brotli(request, response):
    plain = not response.streaming and not response.has_header("Content-Encoding")
    # A short text would not become shorter.
    return plain and not request.COOKIES and len(response.content) > 200


def client_address(get_response):
    """Takes the reader's address from the proxy, which puts it last in X-Forwarded-For.

    What stands before it was sent by the reader and may be invented.
    """

    def middleware(request):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            request.META["REMOTE_ADDR"] = forwarded
        return get_response(request)

    return middleware
