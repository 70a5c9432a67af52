"""A server on 127.0.0.1 that does what servers do: answers as arXiv's API, errors,
limits, broken and hostile answers. For the tests of what asks the API."""
import contextlib
import gzip
import http.server
import threading
import time
import urllib.parse

# ---- Answers


def entry(paper):
    """As arXiv's API gives it."""
    return f"""  <entry>
    <id>http://arxiv.org/abs/{paper}v2</id>
    <updated>2024-03-29T09:07:51Z</updated>
    <published>2024-03-28T17:12:39Z</published>
    <title>On {paper}, $x &lt; y$ &amp; 虚构
  Matter</title>
    <summary>  We invent.
</summary>
    <author>
      <name>Jürgen Müller</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Nowhere</arxiv:affiliation>
    </author>
    <author><name>Ada Lovelace</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. 1 (2024) 2</arxiv:journal_ref>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/1</arxiv:doi>
    <link href="http://arxiv.org/abs/{paper}v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/{paper}v2" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom"
      term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""


def feed(entries):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2024-03-30T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
{"".join(entries)}</feed>
""".encode()


def error_feed(text):
    return feed([f"""  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format</id>
    <title>Error</title>
    <summary>{text}</summary>
    <updated>2024-03-30T00:00:00-04:00</updated>
    <author><name>arXiv api core</name></author>
  </entry>
"""])


def cache_name(url):
    """The directory of the server in the cache: FNV-1a, with an end that no byte is."""
    value = 0xCBF29CE484222325
    for byte in (*url.encode(), 0x100):
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{urllib.parse.urlsplit(url).netloc}-{value:016x}"


# ---- What the server does: functions of the handler and the identifiers asked


def plain(status, body, **headers):
    def act(handler, _ids):
        handler.send_response(status)
        for name, value in {"Content_Length": len(body), **headers}.items():
            handler.send_header(name.replace("_", "-"), str(value() if callable(value) else value))
        handler.end_headers()
        handler.wfile.write(body)
    return act


def raw(*parts):
    """Bytes as they are, and the end of the connection."""
    def act(handler, _ids):
        handler.wfile.write(b"".join(parts))
        handler.close_connection = True
    return act


def normal(handler, ids):
    plain(200, feed(entry(paper) for paper in ids))(handler, ids)


def without(*unknown):
    def act(handler, ids):
        plain(200, feed(entry(paper) for paper in ids if paper not in unknown))(handler, ids)
    return act


def refusing(bad, status):
    def act(handler, ids):
        wrong = [paper for paper in ids if paper in bad]
        if wrong:
            plain(status, error_feed(f"incorrect id\n\x85 format for {wrong[0]}"))(handler, ids)
        else:
            normal(handler, ids)
    return act


def reversed_with_others(handler, ids):
    entries = [entry(paper) for paper in reversed(ids)]
    others = [entry("2401.00001"), entry(ids[0]), "<entry><id>urn:x</id></entry>", "<entry/>"]
    plain(200, feed(others[:1] + entries + others[1:]))(handler, ids)


def chunked(handler, ids):
    body = feed(entry(paper) for paper in ids)
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for at in range(0, len(body), 700):
        part = body[at:at + 700]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    handler.wfile.write(b"0\r\n\r\n")


def zipped(handler, ids):
    plain(200, gzip.compress(feed(entry(paper) for paper in ids)),
          Content_Encoding="gzip")(handler, ids)


def of_length(change):
    def act(handler, ids):
        body = feed(entry(paper) for paper in ids)
        plain(200, body, Content_Length=len(body) + change)(handler, ids)
        handler.close_connection = True
    return act


def endless(handler, _ids):
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    handler.wfile.write(feed([])[:-8])
    while True:
        handler.wfile.write(b" " * (1 << 20))


def silent(handler, _ids):
    handler.server.stop.wait(20)
    handler.close_connection = True


def stalled(handler, _ids):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<feed ")
    handler.wfile.flush()
    silent(handler, _ids)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = feed([entry("2403.00001").replace("We invent", "&l9;")]).replace(
    b"<feed", f'<!DOCTYPE feed [<!ENTITY l0 "ha">{LAUGHS}]><feed'.encode(), 1)
HTML = b"<!DOCTYPE html><html><head><title>arXiv</title></head><body><p>Busy</body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self): # pylint: disable=invalid-name
        self.server.take(self)

    def handle(self):
        with contextlib.suppress(OSError): # the client may leave
            super().handle()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """Acts one after the other, the last for ever; with `tls`, an SSLContext, over https."""
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, *acts, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.acts, self.requests = list(acts), []
        self.lock, self.stop = threading.Lock(), threading.Event()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.server_port}/api/query"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def take(self, handler):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(handler.path).query)
        ids = query.get("id_list", [""])[0].split(",")
        with self.lock:
            act = self.acts[min(len(self.requests), len(self.acts) - 1)]
            self.requests.append((time.monotonic(), handler.path, ids, handler.headers))
        try:
            act(handler, ids)
        finally:
            handler.wfile.flush()

    def handle_error(self, *_):
        pass

    def gaps(self):
        times = [request[0] for request in self.requests]
        return [after - before for before, after in zip(times, times[1:])]

    def count(self):
        return len(self.requests)

    def __exit__(self, *_):
        self.stop.set()
        self.shutdown()
        self.server_close()
