"""Signs somebody in as a browser does, and prints their cookies: name and password, and an authenticator app, which
is set up where they have none. For scanners, which know no second step.

    scan_sign_in.py ADDRESS NAME PASSWORD
"""
import functools
import html
import http.client
import http.cookiejar
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

import pyotp


class Stays(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself: where one is sent says how far signing in has come."""

    def redirect_request(self, *_):
        return None


class FromElsewhere(urllib.request.HTTPSHandler):
    """Comes from another address of this machine than the scanner: where that one has tried hundreds of passwords,
    nobody gets in for a while."""

    def https_open(self, asked):
        # The certificate was made for the moment, and the listener is on this machine.
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection = functools.partial(http.client.HTTPSConnection, source_address=("127.0.0.2", 0))
        return self.do_open(connection, asked, context=trusting)


class Browser:
    def __init__(self, at):
        self.at, self.jar = at, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            Stays, FromElsewhere, urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self.opener.open(self.at + path).read().decode()

    def post(self, path, page, **fields):
        """Sends the form of a page; answers where one is sent then, or the page again."""
        tokens = {name: re.search(f'name="{name}" value="([^"]*)"', page).group(1) for name in ("_csrf", "_once")}
        body = urllib.parse.urlencode({**tokens, **fields}).encode()
        asked = urllib.request.Request(self.at + path, body, {"Origin": self.at})
        try:
            return None, self.opener.open(asked).read().decode()
        except urllib.error.HTTPError as answer:
            return answer.headers.get("Location"), answer.read().decode()


def main(at, name, password):
    browser = Browser(at)
    to, _ = browser.post("/sign-in", browser.get("/sign-in"), username=name, password=password)
    if to and to.endswith("/set-up"):
        page = browser.get("/security/app")
        text = html.unescape(re.sub(r"<[^>]+>", " ", page))
        secret = max(re.findall(r"\b(?:[A-Z2-7]{4} ?){4,}\b", text), key=len).replace(" ", "")
        to, page = browser.post("/security/app", page, code=pyotp.TOTP(secret).now())
    if to is None or to.endswith("/sign-in"):
        sys.exit(f"{name} could not sign in")
    if "sign-out" not in browser.get("/security"):
        sys.exit(f"{name} is not signed in")
    print("; ".join(f"{one.name}={one.value}" for one in browser.jar))


if __name__ == "__main__":
    main(*sys.argv[1:])
