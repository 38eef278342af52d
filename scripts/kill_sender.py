#!/usr/bin/env python3
"""A program that is killed loses no notice that it has accepted, and sends none twice.

The real program sends test notices to a real mail server while it is killed (SIGKILL) at random moments, again and
again. What it accepted is what it answered 201 for. In the end the mail server counts: each of those once, and
nothing twice.

    kill_sender.py BINARY PYTHON [--times N] [--port P] [--database URL]

PYTHON has aiosmtpd, for the mail server.
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent


class Program:
    def __init__(self, asked, folder, mail):
        self.asked, self.folder, self.mail = asked, folder, mail
        self.running = None

    def start(self):
        asked = self.asked
        where = ["--data", str(self.folder / "data")] + (["--database", asked.database] if asked.database else [])
        log = open(self.folder / "log", "ab")
        self.running = subprocess.Popen(
            [asked.binary, "demo", *where, "--listen", f"127.0.0.1:{asked.port}", "--clock", "2026-11-21T12:10",
             "--tokens", str(self.folder / "tokens.json"), "--notice-smtp", f"smtp://127.0.0.1:{self.mail}",
             "--notice-address", "post@bluebell.example.org"],
            stdout=log, stderr=log)
        until = time.monotonic() + 300
        while time.monotonic() < until:
            if self.running.poll() is not None:
                sys.exit(f"the program ended: {(self.folder / 'log').read_text()[-2000:]}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().read() == b"ready":
                    return
            except OSError:
                pass
            time.sleep(0.02)
        sys.exit("the program is not ready")

    def kill(self):
        os.kill(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.asked.port, timeout=20)
        tokens = json.loads((self.folder / "tokens.json").read_text())
        headers = {"authorization": f"Bearer {tokens['priya']['token']}", "content-type": "application/json"}
        if method == "POST":
            headers["idempotency-key"] = str(uuid.uuid4())
        connection.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")


def readers(program):
    """Adults with a sign-in, each with a mailbox of their own that they have said is safe."""
    found = []
    for family in program.ask("GET", "/families?limit=100")[1]["items"]:
        whole = program.ask("GET", f"/families/{family['id']}")[1]
        for adult in whole["adults"]:
            at = f"/families/{family['id']}/people/{adult['id']}"
            name = f"reader{len(found)}"
            program.ask("POST", f"{at}/access", {"username": name, "password": "harbour-lantern-26"})
            contact = {"safe_channel": "email", "email": f"{name}@example.org"}
            if program.ask("PUT", f"{at}/contact", contact)[0] != 200:
                sys.exit(f"{at}: the contact details are refused")
            status, said = program.ask("PUT", f"{at}/safe-way", {})
            if status == 200 and said["because"] is None:
                found.append(f"{at}/notices/test")
    return found


def asks_on(program, paths, accepted, lock):
    """Asks for test notices until the program is gone."""
    chance = random.Random()
    while True:
        try:
            status, answer = program.ask("POST", chance.choice(paths))
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return
        if status == 201:
            with lock:
                accepted.append(answer["id"])
        elif status != 409:
            sys.exit(f"a test notice answers {status}: {answer}")


def delivered(file):
    lines = file.read_text().splitlines() if file.exists() else []
    ids = [json.loads(line)["headers"]["message-id"].strip("<>").split("@")[0] for line in lines]
    return collections.Counter(ids)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("python")
    arguments.add_argument("--times", type=int, default=8)
    arguments.add_argument("--port", type=int, default=8195)
    arguments.add_argument("--database")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        mails = folder / "mails"
        sink = subprocess.Popen([asked.python, str(HERE / "smtp_sink.py"), str(mails), "--slow", "40"],
                                stdout=subprocess.PIPE, text=True)
        try:
            told(asked, folder, mails, int(sink.stdout.readline()))
        finally:
            sink.kill()
            sink.wait()


def told(asked, folder, mails, mail):
    program = Program(asked, folder, mail)
    program.start()
    paths = readers(program)
    if len(paths) < 8:
        sys.exit(f"only {len(paths)} adults can be sent notices")
    accepted, lock = [], threading.Lock()
    for turn in range(asked.times):
        if turn:
            program.start()
        clients = [threading.Thread(target=asks_on, args=(program, paths, accepted, lock), daemon=True)
                   for _ in range(2)]
        for client in clients:
            client.start()
        # At any moment of the work: the sender looks once a second.
        time.sleep(random.uniform(0.05, 2.5))
        program.kill()
        for client in clients:
            client.join()
    program.start()
    # It may take as long as it likes, as long as mails go on arriving.
    arrived, until = 0, time.monotonic() + 60
    while program.ask("GET", "/notices?which=waiting&limit=1")[1]["items"]:
        count = delivered(mails).total()
        if count > arrived:
            arrived, until = count, time.monotonic() + 60
        if time.monotonic() > until:
            sys.exit("notices wait and none arrives")
        time.sleep(1)
    count = delivered(mails)
    lost = [one for one in accepted if not count[one]]
    twice = {one: times for one, times in count.items() if times > 1}
    states = collections.Counter()
    cursor = ""
    while cursor is not None:
        page = program.ask("GET", f"/notices?limit=100{cursor}")[1]
        states.update((one["state"], one["because"]) for one in page["items"] if one["kind"] == "test")
        cursor = f"&cursor={page['next']}" if page.get("next") else None
    program.kill()
    cut = states[("sent", "cut-off")]
    if lost or twice or not accepted:
        sys.exit(f"of {len(accepted)} accepted: lost {lost}; sent more than once {twice}; {dict(states)}")
    print(f"killed {asked.times} times: {len(accepted)} notices accepted, {sum(count.values())} mails counted, none "
          f"lost, none twice; {cut} were cut off between their last byte and the answer to it")


main()
