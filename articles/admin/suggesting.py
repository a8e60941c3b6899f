"""Muscles that the words of a quote suggest, in its card: one click accepts, another dismisses.

Both buttons show the form again with the answer typed into it, so that nothing is set before the
editor saves. What was dismissed is kept with the quote: "17 butt muscles; 4 core".
"""

import re
from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from articles import richtext
from articles.admin.choices import Choices
from articles.admin.keys import is_key
from articles.folding import fold
from articles.mentions import Proposal, proposals, suggest
from articles.models import MuscleGroup

ANSWER = re.compile(r"(quotes-\d+):(accept|dismiss):(\d+):(.*)", re.DOTALL)
BETWEEN = "; "


class Offer(NamedTuple):
    """A suggestion as the card shows it."""

    muscle: MuscleGroup
    proposal: Proposal

    @property
    def accepts(self):
        said = self.proposal.said
        return f"accept:{self.muscle.pk}:{said.role}:{said.condition}"

    @property
    def dismisses(self):
        return f"dismiss:{self.muscle.pk}:{BETWEEN.join(map(fold, self.proposal.words))}"

    @property
    def title(self):
        said = self.proposal.said
        sign = "?" if self.proposal.asks else ""
        return f"{self.muscle}{f': {said}' if said.unusual else ''}{sign}"

    @property
    def mention(self):
        return self.proposal.mentions[0]


def offers(body, named, dismissed, choices):
    """What the words suggest beyond the muscles that are `named`, by their ids."""
    answered = set((dismissed or "").split(BETWEEN))
    muscles = {muscle.slug: muscle for muscle in choices.muscle_groups}
    found = [
        each
        for each in suggest(richtext.plain_text(body), choices.vocabulary)
        if muscles[each.slug].pk not in named
        and f"{muscles[each.slug].pk} {fold(each.words)}" not in answered
    ]
    return [Offer(muscles[each.slug], each) for each in proposals(found)]


def answer(post, wanted):
    """The posted fields with a suggestion accepted or dismissed."""
    found = ANSWER.fullmatch(wanted)
    if not found:
        return post
    prefix, verb, pk, rest = found.groups()
    changed = post.copy()
    if verb == "accept":
        role, _, condition = rest.partition(":")
        changed.appendlist(f"{prefix}-muscles", pk)
        changed[f"{prefix}-muscles-role-{pk}"] = role
        changed[f"{prefix}-muscles-condition-{pk}"] = condition
    else:
        before = post.get(f"{prefix}-dismissed", "")
        gone = [f"{pk} {words}" for words in rest.split(BETWEEN)]
        changed[f"{prefix}-dismissed"] = BETWEEN.join(filter(None, [before, *gone]))
    return changed


class Suggesting(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.suggestions_view))
        return [
            path("suggestions/", view, name="articles_article_suggestions"),
            *super().get_urls(),
        ]

    def suggestions_view(self, request):
        """Those of one card whose words have just been typed, as a piece of the form."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        named = {int(pk) for pk in request.POST.getlist("named") if is_key(pk)}
        body, dismissed = request.POST.get("body", ""), request.POST.get("dismissed", "")
        found = offers(body, named, dismissed, Choices(request.user))
        context = {"offers": found, "prefix": request.POST.get("prefix", "")}
        response = render(request, "admin/articles/article/_suggested.html", context)
        # What an ended session answers with is another page.
        response["X-Suggestions"] = "shown"
        return response
