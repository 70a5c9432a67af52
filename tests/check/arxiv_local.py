"""arXiv on 127.0.0.1 for tests/check/recipes.sh: the API, which searches and gives papers by their
ids (arxiv_api.py), and the feed of a day, all with invented papers. Prints its port, and ends
when standard input does."""
import sys
import urllib.parse

from arxiv_api import HTML, Server, entry, error_feed, feed, normal, plain

FOUND = [f"2403.{number:05}" for number in range(1, 13)]

# kind, id with version, title, authors, categories
DAY = [("new", "2403.19001v1", "Ponds of $L_2$ Water", r"Ren\'ee Reed (Pond House, Marsh), Bo Marsh", "cs.CL cs.LG"),
       ("cross", "2403.18002v1", "A Lake", "Ada Nobody", "math.PR cs.CL"),
       ("new", "2403.19003v1", "Rivers &amp; Rain", "The STREAM Collaboration", "cs.CL"),
       ("replace", "2401.00004v3", "Old Wells", "Cy Well", "cs.CL"),
       ("replace-cross", "2402.00005v2", "Tides", "Di Tide", "stat.ML cs.CL")]


def announcement(kind, paper, title, authors, categories):
    """As rss.arxiv.org gives it in Atom."""
    number = paper.partition("v")[0]
    terms = "".join(f'\n    <category term="{term}"/>' for term in categories.split())
    return f"""  <entry>
    <id>oai:arXiv.org:{paper}</id>
    <title>{title}</title>
    <updated>2024-03-29T04:00:19.899254+00:00</updated>
    <link href="https://arxiv.org/abs/{number}" rel="alternate" type="text/html"/>
    <summary>arXiv:{paper} Announce Type: {kind} 
Abstract: We invent {number}.</summary>{terms}
    <published>2024-03-29T00:00:00-04:00</published>
    <arxiv:announce_type>{kind}</arxiv:announce_type>
    <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
    <dc:creator>{authors}</dc:creator>
  </entry>
"""


def day(category):
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/{category}</id>
  <title>{category} updates on arXiv.org</title>
  <updated>2024-03-29T04:00:19.866337+00:00</updated>
  <link href="http://rss.arxiv.org/atom/{category}" rel="self" type="application/atom+xml"/>
{"".join(announcement(*paper) for paper in DAY)}</feed>
""".encode()


def found(query):
    """What a search finds: the papers of ponds."""
    if "pond" not in query["search_query"]:
        return error_feed("nothing but ponds is here")
    papers = FOUND[::-1] if query.get("sortOrder") == "descending" else FOUND
    return feed(entry(paper) for paper in papers[:int(query.get("max_results", 10))])


def act(handler, ids):
    url = urllib.parse.urlsplit(handler.path)
    query = dict(urllib.parse.parse_qsl(url.query))
    place = handler.headers["Host"].partition(":")[0] + url.path
    if place == "127.0.0.1/api/query" and "id_list" in query:
        normal(handler, ids)
    elif place == "export.arxiv.org/api/query" and "search_query" in query:
        plain(200, found(query))(handler, ids)
    elif place == "rss.arxiv.org/atom/cs.CL":
        plain(200, day("cs.CL"))(handler, ids)
    else:
        plain(503, HTML)(handler, ids)


with Server(act) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
