"""Reads what `outrider export` and `--otlp-endpoint` hand over, as others would.

    telemetry.py otlp FILE          decodes an export request with opentelemetry-proto, and looks at its spans
    telemetry.py chrome-trace FILE  looks at a trace as Perfetto reads it
    telemetry.py collect PORTFILE   is a collector of one run: prints `N spans` when the run's own span has come
"""

import base64
import http.server
import json
import re
import sys
from collections import defaultdict

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


def decode(text):
    """The request. OTLP's JSON has ids in hexadecimal where protobuf's own has base 64; all else is the same,
    and a field that the format does not have is an error."""

    def translated(value):
        if isinstance(value, list):
            return [translated(element) for element in value]
        if not isinstance(value, dict):
            return value
        result = {}
        for key, element in value.items():
            if key in ("traceId", "spanId", "parentSpanId"):
                length = 32 if key == "traceId" else 16
                assert re.fullmatch("[0-9a-f]{%d}" % length, element), f"{key} is {element}"
                assert set(element) != {"0"}, f"{key} is zero"
                result[key] = base64.b64encode(bytes.fromhex(element)).decode()
            else:
                result[key] = translated(element)
        return result

    request = json_format.ParseDict(translated(json.loads(text)), ExportTraceServiceRequest(), ignore_unknown_fields=False)
    spans = [span for resource in request.resource_spans for scope in resource.scope_spans for span in scope.spans]
    assert spans, "no spans"
    services = {value(attribute.value) for resource in request.resource_spans
                for attribute in resource.resource.attributes if attribute.key == "service.name"}
    assert services == {"outrider"}, services
    return spans


def value(any_value):
    kind = any_value.WhichOneof("value")
    if kind == "array_value":
        return [value(element) for element in any_value.array_value.values]
    return getattr(any_value, kind)


def attributes(span):
    result = {attribute.key: value(attribute.value) for attribute in span.attributes}
    assert len(result) == len(span.attributes), "an attribute stands there twice"
    return result


def check_spans(spans):
    """One run is one trace, a tree below one root, with times that make sense."""
    assert len({span.trace_id for span in spans}) == 1
    by_id = {span.span_id: span for span in spans}
    assert len(by_id) == len(spans), "two spans have one name"
    roots = [span for span in spans if not span.parent_span_id]
    assert len(roots) == 1 and roots[0].name.startswith("invoke_agent "), [span.name for span in roots]
    counts = defaultdict(int)
    links = 0
    for span in spans:
        assert span.start_time_unix_nano <= span.end_time_unix_nano
        known = attributes(span)
        operation = known["gen_ai.operation.name"]
        assert span.name.startswith(operation + " "), span.name
        counts[operation] += 1
        if span.parent_span_id:
            parent = by_id[span.parent_span_id]
            assert parent.start_time_unix_nano <= span.start_time_unix_nano, f"{span.name} begins before its parent"
            allowed = {"plan": ["invoke_agent"]}.get(operation, ["invoke_agent", "plan"])
            assert attributes(parent)["gen_ai.operation.name"] in allowed
        for link in span.links:
            links += 1
            assert link.trace_id == span.trace_id
            draft = attributes(by_id[link.span_id])
            assert draft["outrider.role"] == "drafter" and draft["outrider.verdict"] == "committed", draft
        if known.get("outrider.verdict") == "cancelled":
            assert known["gen_ai.response.finish_reasons"] == ["error"]
            assert span.status.code == 0, "work that was not needed is no error"
    return dict(sorted(counts.items())), links


def check_otlp(path):
    counts, links = check_spans(decode(open(path, encoding="utf-8").read()))
    print(f"{sum(counts.values())} spans: {counts}, {links} links")


def check_chrome_trace(path):
    document = json.load(open(path, encoding="utf-8"))
    events = document["traceEvents"]
    slices = defaultdict(list)
    for event in events:
        assert event["ph"] in "XMCsf" and event["pid"] == 1 and event["name"]
        if event["ph"] == "X":
            assert event["ts"] >= 0 and event["dur"] >= 0
            slices[event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
    names = {event["tid"]: event["args"]["name"] for event in events if event["name"] == "thread_name"}
    assert set(names) == set(slices), "every lane has a name"
    for lane, stretches in slices.items():
        stretches.sort()
        for before, after in zip(stretches, stretches[1:]):
            assert before[1] <= after[0] + 1e-6, f"two slices overlap in {names[lane]}"
    arrows = defaultdict(dict)
    for event in events:
        if event["ph"] in "sf":
            inside = [s for s in slices[event["tid"]] if s[0] <= event["ts"] <= s[1]]
            assert inside, "an arrow hangs in the air"
            arrows[event["id"]][event["ph"]] = event
    for ends in arrows.values():
        assert set(ends) == {"s", "f"} and ends["f"]["bp"] == "e"
        assert ends["s"]["name"] == ends["f"]["name"]
    dollars = [event for event in events if event["ph"] == "C"]
    spent = [event["args"]["spent"] for event in dollars]
    assert spent == sorted(spent), "money comes back"
    print(f"{sum(map(len, slices.values()))} slices in {sorted(names.values())}, {len(arrows)} arrows, {len(dollars)} counts")


def collect(port_file):
    spans = {}

    class Collector(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            assert self.path == "/v1/traces" and self.headers["content-type"] == "application/json"
            assert self.headers["x-team"] == "red blue", "the headers of OTEL_EXPORTER_OTLP_HEADERS"
            for span in decode(body.decode()):
                spans[span.span_id] = span
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(b"{}")

    server = http.server.HTTPServer(("127.0.0.1", 0), Collector)
    server.timeout = 60
    open(port_file, "w").write(str(server.server_port))
    while not any(not span.parent_span_id for span in spans.values()):
        server.handle_request()
    counts, links = check_spans(list(spans.values()))
    print(f"{len(spans)} spans: {counts}, {links} links")


if __name__ == "__main__":
    {"otlp": check_otlp, "chrome-trace": check_chrome_trace, "collect": collect}[sys.argv[1]](sys.argv[2])
