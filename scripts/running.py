"""The program, run by the scripts that kill it or have it talk to other servers."""
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid


class Program:
    """A demonstration in a folder, started with these settings besides and killed as often as one likes."""

    def __init__(self, asked, folder, *settings):
        self.asked, self.folder, self.settings = asked, folder, list(settings)
        self.where = ["--data", str(folder / "data")]
        if getattr(asked, "database", None):
            self.where += ["--database", asked.database]
        self.running = None

    def start(self, **surroundings):
        with open(self.folder / "log", "ab") as log:
            self.running = subprocess.Popen(
                [self.asked.binary, "demo", *self.where, "--listen", f"127.0.0.1:{self.asked.port}",
                 "--tokens", str(self.folder / "tokens.json"), *self.settings],
                stdout=log, stderr=log, env={**os.environ, **surroundings})
        until = time.monotonic() + 300
        while time.monotonic() < until:
            if self.running.poll() is not None:
                sys.exit(f"the program ended: {self.log()[-2000:]}")
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.asked.port, timeout=5)
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

    def log(self):
        return (self.folder / "log").read_text()

    def tokens(self):
        return json.loads((self.folder / "tokens.json").read_text())

    def said(self, *words):
        """What it says as a command about the same data."""
        done = subprocess.run([self.asked.binary, *words, *self.where], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr}")
        return done.stdout

    def ask(self, method, path, body=None):
        """An operation, as the co-ordinator."""
        connection = http.client.HTTPConnection("127.0.0.1", self.asked.port, timeout=20)
        headers = {"authorization": f"Bearer {self.tokens()['priya']['token']}", "content-type": "application/json"}
        if method == "POST":
            headers["idempotency-key"] = str(uuid.uuid4())
        connection.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")


def readers(program, channels=("email",), most=100):
    """Adults with a sign-in, each with a mailbox or a number of their own that they have said is safe, by these
    ways in turn. Answers where a test notice to each is asked for."""
    found = []
    for family in program.ask("GET", "/families?limit=100")[1]["items"]:
        whole = program.ask("GET", f"/families/{family['id']}")[1]
        for adult in whole["adults"]:
            at = f"/families/{family['id']}/people/{adult['id']}"
            name = f"reader{len(found)}"
            program.ask("POST", f"{at}/access", {"username": name, "password": "harbour-lantern-26"})
            reach = {"email": f"{name}@example.org", "telephone": f"07700 9001{len(found):02}"}
            reach["safe_channel"] = channels[len(found) % len(channels)]
            reach["version"] = program.ask("GET", f"{at}/contact")[1].get("version")
            if program.ask("PUT", f"{at}/contact", reach)[0] != 200:
                sys.exit(f"{at}: the contact details are refused")
            said = {"version": program.ask("GET", f"{at}/contact")[1].get("version")}
            status, said = program.ask("PUT", f"{at}/safe-way", said)
            if status == 200 and said["because"] is None:
                found.append(f"{at}/notices/test")
            if len(found) == most:
                return found
    return found
