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
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

from running import Program, readers

HERE = pathlib.Path(__file__).resolve().parent


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
    program = Program(asked, folder, "--clock", "2026-11-21T12:10", "--notice-smtp", f"smtp://127.0.0.1:{mail}",
                      "--notice-address", "post@bluebell.example.org")
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
