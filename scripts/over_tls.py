#!/usr/bin/env python3
"""Whom the program writes to and reads from it knows by their certificate, or it says nothing to them.

A mail server with STARTTLS and one with TLS from the first byte, a gateway for text messages and a mailbox are put up
with a certificate of our own making. A program that does not know who signed it hands over nothing and takes nothing.
One that does hands over and takes everything. To a mail server elsewhere that offers no TLS it says nothing at all.

    over_tls.py BINARY PYTHON [--port P]

PYTHON has aiosmtpd, for the mail servers; Dovecot is the mailbox.
"""
import argparse
import http.server
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from running import Program, readers

HERE = pathlib.Path(__file__).resolve().parent
PASSWORD = "harbour-lantern-26"
MAIL = ("From: Leanne <leanne@example.org>\r\nSubject: A question\r\nMessage-ID: <{0}@example.org>\r\n\r\n"
        "Can his {0} come too?\r\n")


def certified(folder, host):
    """Makes an authority and a certificate for this host. Answers the authority, and the certificate with its key."""
    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=folder)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.pem", "-days", "2",
            "-subj", "/CN=An authority of a test", "-addext", "basicConstraints=critical,CA:TRUE")
    openssl("req", *key, "-keyout", "host.key", "-out", "host.csr", "-subj", f"/CN={host}")
    (folder / "host.ext").write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "host.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
            "-days", "2", "-extfile", "host.ext", "-out", "host.crt")
    both = folder / "host.pem"
    both.write_text((folder / "host.crt").read_text() + (folder / "host.key").read_text())
    # Dovecot's own user reads it too.
    both.chmod(0o644)
    return folder / "authority.pem", both


class Gateway(http.server.BaseHTTPRequestHandler):
    had = []

    def do_POST(self):
        self.had.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(202)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


def gateway(certificate):
    # Whoever hangs up in the middle of greeting is no failure here.
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.handle_error = lambda *words: None
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


class Servers:
    """All of them, gone at the end."""

    def __init__(self, asked, folder, certificate):
        self.asked, self.folder, self.certificate, self.running = asked, folder, certificate, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for one in self.running:
            one.terminate()
            one.wait()

    def smtp(self, name, *how):
        file = self.folder / name
        one = subprocess.Popen([self.asked.python, str(HERE / "smtp_sink.py"), str(file), *how],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.running.append(one)
        return file, int(one.stdout.readline())

    def mailbox(self):
        folder = self.folder / "dovecot"
        folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.running.append(subprocess.Popen([str(HERE / "dovecot.sh"), str(folder), str(port), str(self.certificate)]))
        until(lambda: reached(port), "the mailbox is not there")
        return folder / "mail", port


def reached(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def until(is_so, otherwise, seconds=90):
    """Waits for something, as long as it may take."""
    last = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > last:
            sys.exit(otherwise)
        time.sleep(0.05)


def delivered(mail, name):
    one = mail / "tmp" / name
    one.write_text(MAIL.format(name))
    one.chmod(0o666)
    os.rename(one, mail / "new" / name)


def arrived(file):
    return len(file.read_text().splitlines()) if file.exists() else 0


def enquiries(program):
    return sum(one["channel"] == "email" for one in program.ask("GET", "/enquiries?limit=100")[1]["items"])


def told(asked, folder, host):
    # The mailbox's own user goes through it.
    folder.chmod(0o755)
    authority, certificate = certified(folder, host)
    (folder / "password").write_text(PASSWORD)
    (folder / "token").write_text("token")
    with Servers(asked, folder, certificate) as servers:
        begun, begun_port = servers.smtp("begun", "--certificate", str(certificate))
        wrapped, wrapped_port = servers.smtp("wrapped", "--certificate", str(certificate), "--wrapped")
        bare, bare_port = servers.smtp("bare")
        mail, mail_port = servers.mailbox()
        gateway_port = gateway(certificate)

        def program(url):
            return Program(
                asked, folder, "--clock", "2026-11-21T12:10", "--notice-smtp", url,
                "--notice-address", "post@bluebell.example.org",
                "--notice-gateway", f"https://{host}:{gateway_port}/messages",
                "--notice-gateway-token-file", str(folder / "token"),
                "--mailbox", f"imaps://centre@{host}:{mail_port}", "--mailbox-password-file", str(folder / "password"))

        delivered(mail, "grandmother")

        stranger = program(f"smtp://{host}:{begun_port}")
        stranger.start(SSL_CERT_FILE=os.devnull)
        letters, texts = readers(stranger, ("email", "text"), most=2)
        assert stranger.ask("POST", letters)[0] == 201
        assert stranger.ask("POST", texts)[0] == 201
        for said in ("the mail server cannot be used", "the gateway for text messages cannot be reached",
                     "the mailbox cannot be looked into"):
            until(lambda: said in stranger.log(), f"it does not say: {said}")
        assert arrived(begun) == 0 and not Gateway.had and enquiries(stranger) == 0, "something went to a stranger"
        stranger.kill()

        friend = program(f"smtp://{host}:{begun_port}")
        friend.start(SSL_CERT_FILE=str(authority))
        until(lambda: enquiries(friend) == 1, "the e-mail of the mailbox is not taken")
        # What waits is tried again when its time has come.
        friend.ask("POST", "/demo/clock", {"now": "2026-11-21T13:30:00Z"})
        until(lambda: arrived(begun) == 1, "nothing arrived over STARTTLS")
        until(lambda: len(Gateway.had) == 1, "nothing arrived at the gateway")
        friend.kill()

        friend = program(f"smtps://{host}:{wrapped_port}")
        friend.start(SSL_CERT_FILE=str(authority))
        assert friend.ask("POST", letters)[0] == 201
        until(lambda: arrived(wrapped) == 1, "nothing arrived over TLS")
        friend.kill()

        bold = program(f"smtp://{host}:{bare_port}")
        before = bold.log().count("the mail server cannot be used")
        bold.start(SSL_CERT_FILE=str(authority))
        assert bold.ask("POST", letters)[0] == 201
        until(lambda: bold.log().count("the mail server cannot be used") > before, "it does not say that it cannot")
        assert arrived(bare) == 0, "a mail went over an open line"
        bold.kill()
        assert (arrived(begun), arrived(wrapped), len(Gateway.had), enquiries_kept(bold)) == (1, 1, 1, 1)
    print("over TLS to whom it knows: two mails, a text message and a mailbox; to strangers and in the open: nothing")


def enquiries_kept(program):
    program.start()
    count = enquiries(program)
    program.kill()
    return count


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("python")
    arguments.add_argument("--port", type=int, default=8193)
    asked = arguments.parse_args()
    # A name of this machine that is not "this machine" to the program, so that it asks for TLS.
    host = socket.gethostname()
    try:
        socket.gethostbyname(host)
    except OSError:
        sys.exit(f"this machine does not know its own name, {host}: add it to /etc/hosts")
    with tempfile.TemporaryDirectory() as name:
        told(asked, pathlib.Path(name), host)


main()
