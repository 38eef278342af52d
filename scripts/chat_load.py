#!/usr/bin/env python3
"""How long a message takes to arrive while many chats are open and many pages of parents besides.

Starts a demonstration, opens 200 chats (each visitor at an address of their own, each with its stream) and 2,000
connections on which a parent's first page was read and is read again now and then, and has both sides write at random
for a minute. Prints how long each message took from being sent to arriving at the other side, and what an open
chat takes of memory.

    chat_load.py BINARY [--chats N] [--pages N] [--seconds S] [--each-second N] [--port P]
"""
import argparse
import asyncio
import json
import pathlib
import random
import re
import resource
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import uuid


class Line:
    """One connection, kept open."""

    def __init__(self, port, source=None):
        self.port, self.source, self.cookies, self.turn = port, source, {}, asyncio.Lock()
        self.reader = self.writer = None

    async def ask(self, method, path, body=None, headers=()):
        async with self.turn:
            if self.writer is None:
                here = (self.source, 0) if self.source else None
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=here)
            head = [f"{method} {path} HTTP/1.1", "host: localhost", "sec-fetch-site: same-origin", *headers]
            if self.cookies:
                head.append("cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
            if body is not None:
                head.append(f"content-length: {len(body)}")
            self.writer.write("\r\n".join([*head, "", ""]).encode() + (body or b""))
            status, said = await self.head()
            if "text/event-stream" in said.get("content-type", ""):
                return status, said, b""
            return status, said, await self.reader.readexactly(int(said.get("content-length", 0)))

    async def head(self):
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        said = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name == "set-cookie":
                pair = value.split(";")[0].partition("=")
                self.cookies[pair[0]] = pair[2]
            said[name] = value
        return int(lines[0].split()[1]), said

    async def form(self, page, path, **answers):
        _, _, html = await self.ask("GET", page)
        for name in ("_csrf", "_once"):
            found = re.search(rf'name="{name}" value="([^"]*)"', html.decode())
            answers[name] = found.group(1) if found else ""
        body = urllib.parse.urlencode(answers).encode()
        return await self.ask("POST", path, body, ["content-type: application/x-www-form-urlencoded"])

    async def operation(self, token, method, path, body=None):
        headers = ["content-type: application/json"] + ([f"authorization: Bearer {token}"] if token else [])
        if method == "POST":
            headers.append(f"idempotency-key: {uuid.uuid4()}")
        sent = json.dumps(body).encode() if body is not None else None
        status, _, answer = await self.ask(method, f"/api/v1{path}", sent, headers)
        assert status < 300, f"{method} {path}: {status} {answer[:300]}"
        return json.loads(answer or b"null")

    async def events(self, path):
        """What is told at this address, for as long as it is."""
        status, _, _ = await self.ask("GET", path, None, ["accept: text/event-stream"])
        assert status == 200, f"{path}: {status}"
        kept = ""
        while True:
            size = int((await self.reader.readline()).strip() or b"0", 16)
            if size == 0:
                return
            kept += (await self.reader.readexactly(size)).decode()
            await self.reader.readexactly(2)
            while "\n\n" in kept:
                event, kept = kept.split("\n\n", 1)
                yield event


def memory_of(process):
    kept = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", kept).group(1))


async def listen(line, path, sent, took):
    async for event in line.events(path):
        for mark in re.findall(r"mark (\d+)", event):
            if (mark, path) in sent:
                took.append(time.monotonic() - sent.pop((mark, path)))


async def measured(asked, process, tokens):
    priya = Line(asked.port)
    token = tokens["priya"]["token"]
    week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    days = [{"weekday": day, "opens": "00:00", "closes": "23:59"} for day in week]
    await priya.operation(token, "PUT", "/chat-hours", {"days": days})
    await priya.operation(token, "PUT", "/chat-desk", {"here": True})
    staff = Line(asked.port)
    status, _, _ = await staff.form("/sign-in", "/sign-in", username="priya", password="harbour-lantern-26")
    assert status == 303, status
    before = memory_of(process)
    sent, took, tasks, chats = {}, [], [], []
    for number in range(asked.chats):
        visitor = Line(asked.port, f"127.1.{number // 200}.{number % 200 + 1}")
        status, _, html = await visitor.form("/chat", "/chat", words="Hello")
        assert status == 303, (status, html[:300])
        all_of_them = (await priya.operation(token, "GET", "/chats"))["items"]
        (chat,) = [one["id"] for one in all_of_them if one["taken_by"] is None]
        await priya.operation(token, "POST", f"/chats/{chat}/taking", {})
        theirs, ours = Line(asked.port), Line(asked.port)
        theirs.cookies, ours.cookies = dict(visitor.cookies), dict(staff.cookies)
        own, other = "/chat/stream?after=1&state=open", f"/chats/{chat}/stream?after=1&state=open"
        # What is told to a visitor is told at one address for all: the chat tells them apart.
        tasks.append(asyncio.create_task(listen(theirs, own, sent, took)))
        tasks.append(asyncio.create_task(listen(ours, other, sent, took)))
        chats.append((chat, visitor, own, other))
    open_chats = memory_of(process)
    parent = Line(asked.port)
    status, _, _ = await parent.form("/sign-in", "/sign-in", username="resident", password="harbour-lantern-26")
    assert status == 303, status
    pages = []
    for _ in range(asked.pages):
        page = Line(asked.port)
        page.cookies = dict(parent.cookies)
        status, _, _ = await page.ask("GET", "/")
        assert status == 200, status
        pages.append(page)
    print(f"{len(chats)} chats and {len(pages)} pages are open", flush=True)
    until, number = time.monotonic() + asked.seconds, 0
    while time.monotonic() < until:
        number += 1
        chat, visitor, own, other = random.choice(chats)
        words = f"mark {number} of what is said"
        if number % 2:
            sent[(str(number), own)] = time.monotonic()
            doing = priya.operation(token, "POST", f"/chats/{chat}/answers", {"words": words})
        else:
            sent[(str(number), other)] = time.monotonic()
            doing = visitor.form("/chat", "/chat/words", words=words)
        asyncio.create_task(doing)
        if number % 4 == 0:
            asyncio.create_task(random.choice(pages).ask("GET", "/"))
        await asyncio.sleep(1 / asked.each_second)
    deadline = time.monotonic() + 30
    while sent and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    took.sort()
    at = lambda share: took[min(len(took) - 1, int(len(took) * share))] * 1000
    print(f"{number} messages, {len(sent)} did not arrive; arrival in milliseconds: median {statistics.median(took) * 1000:.0f}, "
          f"p90 {at(0.9):.0f}, p99 {at(0.99):.0f}, most {took[-1] * 1000:.0f}")
    print(f"memory: {before} KiB before, {open_chats} KiB with the chats open: "
          f"{(open_chats - before) / len(chats):.0f} KiB a chat with both its streams; {memory_of(process)} KiB at the end")
    if sent or at(0.99) > 1000:
        raise SystemExit("a message was lost or late")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--chats", type=int, default=200)
    arguments.add_argument("--pages", type=int, default=2000)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--each-second", type=int, default=10)
    arguments.add_argument("--port", type=int, default=8194)
    asked = arguments.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        tokens = pathlib.Path(folder, "tokens.json")
        with open(pathlib.Path(folder, "log"), "wb") as log:
            process = subprocess.Popen(
                [asked.binary, "demo", "--data", f"{folder}/data", "--listen", f"127.0.0.1:{asked.port}",
                 "--clock", "2026-11-21T12:10", "--tokens", str(tokens)], stdout=log, stderr=log)
        try:
            asyncio.run(ready(asked.port))
            asyncio.run(measured(asked, process, json.loads(tokens.read_text())))
        finally:
            process.kill()
            process.wait()


async def ready(port):
    for _ in range(1800):
        try:
            if (await Line(port).ask("GET", "/readyz"))[0] == 200:
                return
        except OSError:
            pass
        await asyncio.sleep(0.1)
    raise SystemExit("the program is not ready")


if __name__ == "__main__":
    main()
