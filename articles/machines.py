"""Pages for machines."""

from django.http import HttpResponse


def sitemap(request):
    return HttpResponse()


def robots(request):
    return HttpResponse()


def favicon(request):
    return HttpResponse()


def healthz(request):
    return HttpResponse()
