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
    """What the public sends carries no token: scan.sh tries by itself where it may come from."""
    return [one for one in wapiti(path) if "CSRF token '_csrf' is not properly checked" not in one]


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
    found = {"testssl": testssl, "wapiti": wapiti, "wapiti-public": wapiti_public, "addresses": addresses, "sqlmap": sqlmap}[what](*rest)
    for one in found or []:
        print(one)
    sys.exit(1 if found else 0)
