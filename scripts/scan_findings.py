"""Reads what scanners found, prints it, and fails on anything above informational."""
import csv
import json
import os
import sys

# What a certificate made for the moment cannot have, and what a name service would have to say.
OF_THE_CERTIFICATE = ("cert_chain_of_trust", "cert_trust", "cert_revocation", "cert_crlDistributionPoints",
                      "cert_ocspURL", "OCSP_stapling", "DNS_CAArecord", "cert_caIssuers", "cert_notAfter",
                      "cert_extlifeSpan", "cert_expirationStatus", "certificate_transparency", "overall_grade",
                      "grade_cap_reason", "final_score", "scanProblem")
ABOVE = ("LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL")


def testssl(path):
    said = json.load(open(path))
    assert len(said) > 50, f"testssl.sh said only {len(said)} things"
    assert any(one["id"] == "TLS1_3" and "offered" in one["finding"] for one in said), "TLS 1.3 was not seen"
    print(f"testssl.sh looked at {len(said)} things")
    return [f"{one['severity']} {one['id']}: {one['finding']}" for one in said
            if one["severity"] in ABOVE and not one["id"].startswith(OF_THE_CERTIFICATE)]


def wapiti(path):
    said = json.load(open(path))
    pages = said["infos"]["crawled_pages_nbr"]
    print(f"wapiti looked at {pages} pages")
    assert pages > 3, "wapiti hardly saw anything"
    found = {**said["vulnerabilities"], **said["anomalies"]}
    return [f"{one['level']} {kind}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
            for kind, many in found.items() for one in many if one["level"] > 0]


def wapiti_public(path):
    """What the public sends carries no token, so that the scanner finds it unchecked or, being empty, easy to
    predict: scan.sh tries by itself where a form may come from."""
    without_token = ("CSRF token '_csrf' is not properly checked", "CSRF token '_csrf' might be easy to predict")
    return [one for one in wapiti(path) if not any(said in one for said in without_token)]


def addresses(path, at):
    """Every address that is read, with a mark at each place where something may be put."""
    document = json.load(open(path))
    for path, ways in sorted(document["paths"].items()):
        if "get" not in ways:
            continue
        asked = [one["name"] for one in ways["get"].get("parameters", []) if one["in"] == "query"]
        parts = ["00000000-0000-4000-8000-000000000000*" if part.startswith("{") else part for part in path.split("/")]
        query = "&".join(f"{name}=1*" for name in asked)
        if query or "*" in "".join(parts):
            print(at + "/".join(parts) + (f"?{query}" if query else ""))


def sample(schema, document, depth=0):
    """Something of the shape that is asked for: what it says matters less than that each part is there."""
    if "$ref" in schema:
        named = schema["$ref"].rsplit("/", 1)[1]
        return None if depth > 6 else sample(document["components"]["schemas"][named], document, depth + 1)
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            kept = [sample(one, document, depth + 1) for one in schema[several] if one.get("type") != "null"]
            if several == "allOf":
                return {name: part for one in kept if isinstance(one, dict) for name, part in one.items()}
            return kept[0] if kept else None
    if schema.get("enum"):
        return schema["enum"][0]
    kinds = schema.get("type", "object")
    kind = next((one for one in kinds if one != "null"), "object") if isinstance(kinds, list) else kinds
    if kind == "object":
        return {name: sample(part, document, depth + 1) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [] if depth > 6 else [sample(schema.get("items", {}), document, depth + 1)]
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return {"date": "2026-12-05", "date-time": "2026-12-05T10:00:00Z", "uuid": "00000000-0000-4000-8000-000000000000"}.get(
        schema.get("format"), "11:00" if "time" in schema.get("description", "").lower() else "a word")


def marked(part):
    """The same with a mark at each text: what is marked is tried, and nothing else where anything is."""
    if isinstance(part, dict):
        return {name: marked(one) for name, one in part.items()}
    if isinstance(part, list):
        return [marked(one) for one in part]
    return part + "*" if isinstance(part, str) else part


def requests(path, at):
    """Every operation that writes: how, where, and with a body that has all its parts, parted by tabs."""
    document = json.load(open(path))
    for path, ways in sorted(document["paths"].items()):
        for method in ("post", "put", "patch", "delete"):
            if method not in ways:
                continue
            where = "/".join("00000000-0000-4000-8000-000000000000*" if part.startswith("{") else part for part in path.split("/"))
            query = "&".join(f"{one['name']}=1*" for one in ways[method].get("parameters", []) if one["in"] == "query")
            body = ways[method].get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            body = {} if body is None else sample(body, document)
            if body or query or "*" in where:
                print(method.upper(), at + where + ("?" + query if query else ""), json.dumps(marked(body)), sep="\t")


def sqlmap(*paths):
    found = []
    for path in paths:
        if path.endswith(".csv"):
            if os.path.exists(path):
                rows = list(csv.reader(open(path)))[1:]
                found += [" ".join(row) for row in rows if len(row) > 3 and row[3].strip()]
        else:
            text = open(path).read()
            tested = text.count("testing ") + text.count("skipping ")
            print(f"sqlmap tried {tested} things")
            assert tested > 0, text[-2000:]
            found += [line for line in text.splitlines() if " is vulnerable" in line or "identified the following injection" in line]
    return found


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    found = {"testssl": testssl, "wapiti": wapiti, "wapiti-public": wapiti_public, "addresses": addresses,
             "requests": requests, "sqlmap": sqlmap}[what](*rest)
    for one in found or []:
        print(one)
    sys.exit(1 if found else 0)
