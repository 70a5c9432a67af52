#!/usr/bin/python3
"""What is wrong with JSON Feeds 1.1, by its specification (https://www.jsonfeed.org/version/1.1/); and, with the Atom
that was made of the same, in what they differ. They are named on standard input, with tabs, and each is a test:

    NAME FILE [ATOM]"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema
from report import failed, none

ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s/]+(/\S*)?$"}
TIME = {"type": "string", "pattern": r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](Z|[+-][0-9:]{5})$"}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
EXTENSION = {"type": "object", "propertyNames": {"pattern": "^[A-Za-z0-9]+$"}}


def known(members, required, **more):
    """An object of these members and of extensions; the specification has no others."""
    return {"type": "object", "properties": members, "required": required, "additionalProperties": False,
            "patternProperties": {"^_[A-Za-z][^.]*$": EXTENSION}, **more}


AUTHORS = {"type": "array", "minItems": 1, "items": known(
    {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS}, [], minProperties=1)}
ATTACHMENT = known(
    {"url": ADDRESS, "mime_type": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"}, "title": TEXT,
     "size_in_bytes": {"type": "integer"}, "duration_in_seconds": {"type": "number"}}, ["url", "mime_type"])
ITEM = known(
    {"id": TEXT, "url": ADDRESS, "external_url": ADDRESS, "title": TEXT, "content_html": {"type": "string"},
     "content_text": {"type": "string"}, "summary": TEXT, "image": ADDRESS, "banner_image": ADDRESS,
     "date_published": TIME, "date_modified": TIME, "authors": AUTHORS, "language": LANGUAGE,
     "tags": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
     "attachments": {"type": "array", "minItems": 1, "items": ATTACHMENT}},
    ["id"], anyOf=[{"required": ["content_html"]}, {"required": ["content_text"]}])
FEED = known(
    {"version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT, "home_page_url": ADDRESS,
     "feed_url": ADDRESS, "description": TEXT, "user_comment": TEXT, "next_url": ADDRESS, "icon": ADDRESS,
     "favicon": ADDRESS, "authors": AUTHORS, "language": LANGUAGE, "expired": {"type": "boolean"},
     "hubs": {"type": "array"}, "items": {"type": "array", "items": ITEM}},
    ["version", "title", "items"])
VALIDATOR = jsonschema.Draft7Validator(FEED)


def no_constant(name):
    raise ValueError(name + " is no JSON")


def members(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError("a member stands twice: %s" % names)
    return dict(pairs)


def load(path):
    """RFC 8259: UTF-8 without a byte order mark; of two members of one name readers take any."""
    with open(path, "rb") as file:
        return json.loads(file.read().decode("utf-8"), object_pairs_hook=members, parse_constant=no_constant)


def extensions(value):
    """Every _arxiv there is, in their order."""
    if isinstance(value, list):
        return [found for element in value for found in extensions(element)]
    if isinstance(value, dict):
        return [found for name, member in value.items()
                for found in ([member] if name == "_arxiv" else extensions(member))]
    return []


def find_faults(feed, merged=True):
    faults = ["%s: %s" % (list(error.path), error.message[:200])
              for error in VALIDATOR.iter_errors(feed)]
    if faults:
        return faults
    ids = [item["id"] for item in feed["items"]]
    if merged and len(set(ids)) < len(ids):
        faults.append("ids are not unique")
    if feed.get("next_url") and feed["next_url"] == feed.get("feed_url"):
        faults.append("next_url is the feed's own")
    if list(feed)[0] != "version":
        faults.append("version is not at the very top")
    if "about" not in extensions(feed)[0]:
        faults.append("the first _arxiv does not say what it is about")
    return faults


# ---- The same as Atom

def text_at(entry, name):
    return entry.findtext(ATOM + name)


def of_atom(entry):
    """An entry as an item. XML has no room for U+FFFE and U+FFFF."""
    names = [author.findtext(ATOM + "name") for author in entry.findall(ATOM + "author")]
    terms = [category.get("term") for category in entry.findall(ATOM + "category")]
    links = {link.get("rel"): link.get("href") for link in entry.findall(ATOM + "link")}
    return {"id": text_at(entry, "id"), "title": text_at(entry, "title"), "url": links.get("alternate"),
            "content_html": text_at(entry, "content") or "", "summary": text_at(entry, "summary"),
            "date_published": text_at(entry, "published"), "date_modified": text_at(entry, "updated"),
            "authors": names, "tags": terms, "pdf": links.get("related"),
            "language": entry.get("{http://www.w3.org/XML/1998/namespace}lang")}


def of_item(item):
    shown = {name: item.get(name) for name in ("id", "title", "url", "content_html", "summary", "date_published",
                                               "date_modified", "language")}
    shown = {name: re.sub("[\ufffe\uffff]", "", text) if text else text for name, text in shown.items()}
    return dict(shown, authors=[author["name"] for author in item.get("authors", [])], tags=item.get("tags", []),
                pdf=item["attachments"][0]["url"] if "attachments" in item else None)


def find_differences(feed, path, merged=True):
    """From the Atom of that path; under --no-merge only Atom puts off a repeat's time."""
    entries = ElementTree.parse(path).getroot().findall(ATOM + "entry")
    wrong = [] if len(entries) == len(feed["items"]) else ["%d entries, %d items" % (len(entries), len(feed["items"]))]
    for entry, item in zip(entries, feed["items"]):
        wanted, came = of_atom(entry), of_item(item)
        wrong += ["%s: %s: Atom has %r, this %r" % (wanted["id"], name, wanted[name], came[name]) for name in wanted
                  if wanted[name] != came[name] and (merged or name != "date_modified")]
    return wrong


def judge(file, *atom):
    try:
        feed = load(file)
        return find_faults(feed) + [fault for path in atom for fault in find_differences(feed, path)]
    except Exception as error:  # pylint: disable=broad-except # whatever is wrong with the files
        return [repr(error)]


def main():
    for line in sys.stdin:
        name, *paths = line.rstrip("\n").split("\t")
        none(name, judge(*paths))
    return failed()


if __name__ == "__main__":
    sys.exit(main())
