#!/usr/bin/env python3
"""A mail server that delivers to a file: what it accepts is a line of JSON there.

Prints its port first. What it does with a mail is said by the mailbox it is for:
    nobody…   there is no such mailbox (550)
    full…     it has no room now (452)
    spam…     it refuses what it read (554)
    silent…   it takes the mail, and ends the line without saying so, the first time
    others    it takes the mail

With a certificate it speaks STARTTLS, without which it takes nothing; with --wrapped, TLS from the first byte.

    smtp_sink.py FILE [--port P] [--slow MILLISECONDS] [--certificate PEM [--wrapped]]
"""
import argparse
import asyncio
import email
import email.policy
import json
import random
import ssl

from aiosmtpd.smtp import SMTP


class Mailboxes:
    def __init__(self, asked):
        self.asked, self.silenced = asked, set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("full"):
            return "452 4.2.2 no room now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        # A mail server that has the end of a mail delivers it, whether or not whoever sent it is still there for the
        # answer (RFC 5321 4.2.5, 6.1); this library would stop at what it is waiting for as soon as the line is gone.
        return await asyncio.shield(asyncio.ensure_future(self.delivers(server, session, envelope)))

    async def delivers(self, server, session, envelope):
        if self.asked.slow:
            await asyncio.sleep(random.uniform(0, self.asked.slow) / 1000)
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 refused"
        read = email.message_from_bytes(envelope.content, policy=email.policy.default)
        kept = {
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "hello": session.host_name,
            "headers": {name.lower(): str(value) for name, value in read.items()},
            "body": read.get_content().strip(), "raw": envelope.content.decode("utf-8", "replace"),
        }
        with open(self.asked.file, "a", encoding="utf-8") as file:
            file.write(json.dumps(kept) + "\n")
        if envelope.rcpt_tos[0].startswith("silent") and kept["headers"]["message-id"] not in self.silenced:
            self.silenced.add(kept["headers"]["message-id"])
            server.transport.abort()
        # Between having it and saying so lies the moment that matters.
        if self.asked.slow:
            await asyncio.sleep(random.uniform(0, self.asked.slow) / 1000)
        return "250 OK"


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("file")
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--slow", type=int, default=0)
    arguments.add_argument("--certificate")
    arguments.add_argument("--wrapped", action="store_true")
    asked = arguments.parse_args()
    boxes = Mailboxes(asked)
    tls = None
    if asked.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(asked.certificate)
    begins = {"tls_context": tls, "require_starttls": True} if tls and not asked.wrapped else {}
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(boxes, hostname="sink.example.org", **begins), "127.0.0.1", asked.port,
        ssl=tls if asked.wrapped else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
