"""What every response and request passes, beside Django's own middleware."""

from django.middleware.gzip import GZipMiddleware


class TextGZipMiddleware(GZipMiddleware):
    """Compresses texts only: a photo is compressed already, and would be again at each request."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)


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
