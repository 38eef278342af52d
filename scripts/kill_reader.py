#!/usr/bin/env python3
"""No answer leaves without its line in the trail, whatever happens to the program.

The real program is read from by several clients at once and killed (SIGKILL) in the middle of it, again and
again. Then its trail is exported: for every answer that was received there is a line, and the trail holds.

    kill_reader.py BINARY [--times N] [--port P] [--database URL]
"""
import argparse
import collections
import http.client
import json
import pathlib
import random
import sys
import tempfile
import threading
import time

from running import Program

READERS = {"priya": "coordinator", "martin": "safeguarding-lead"}
CLIENTS = 8


def get(connection, token, path):
    connection.request("GET", f"/api/v1{path}", headers={"authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def read_on(asked, tokens, families, received, lock):
    """Reads until the program is gone. Only an answer that came whole counts."""
    connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=20)
    chance = random.Random()
    while True:
        who, family = chance.choice(list(READERS)), chance.choice(families)
        try:
            status, _ = get(connection, tokens[who]["token"], f"/families/{family}")
        except (OSError, http.client.HTTPException):
            return
        if status != 200:
            sys.exit(f"/families/{family} answers {status}")
        with lock:
            received[(READERS[who], family)] += 1
            lock.notify()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--times", type=int, default=2)
    arguments.add_argument("--port", type=int, default=8196)
    arguments.add_argument("--database")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(asked, pathlib.Path(folder))
        program.start()
        received, lock = collections.Counter(), threading.Condition()
        for turn in range(asked.times):
            if turn:
                program.start()
            tokens = program.tokens()
            connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=20)
            listed = json.loads(get(connection, tokens["priya"]["token"], "/families?limit=100")[1])
            families = [family["id"] for family in listed["items"]]
            clients = [
                threading.Thread(target=read_on, args=(asked, tokens, families, received, lock), daemon=True)
                for _ in range(CLIENTS)
            ]
            for client in clients:
                client.start()
            # In the middle of a busy time: after a random number of answers, while others are on their way.
            enough = sum(received.values()) + random.randint(20, 300)
            with lock:
                if not lock.wait_for(lambda: sum(received.values()) >= enough, timeout=120):
                    sys.exit("the program does not answer")
            program.kill()
            for client in clients:
                client.join()
        lines = collections.Counter()
        for row in program.said("trail", "export").splitlines():
            line = json.loads(row).get("line")
            if line and line["act"] == "see-family" and line["kind"] == "read":
                lines[(line["role"], line["subject"])] += 1
        program.said("verify")
    missing = {key: (count, lines[key]) for key, count in received.items() if lines[key] < count}
    answers = sum(received.values())
    if missing or not answers:
        sys.exit(f"{answers} answers; without their lines: {missing}")
    print(f"killed {asked.times} times in the middle of reading: {answers} answers received, each with its line "
          f"({sum(lines.values())} lines)")


main()
