#!/usr/bin/env python3
"""Checks offline that a record is in a commit: check_proof.py PROOF VALUE LOG SEQUENCE:SHA256

PROOF, VALUE     the proof, as the command proof wrote it, and the bytes of the record's value
LOG              the commit log from a snapshot before the commit on, on each line: key, space, value
SEQUENCE:SHA256  a state not before the commit, as audit --chain printed it, kept in a safe place
"""
import base64, hashlib, json, sys
def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def root(leaf, index, leaves, path):  # RFC 9162, section 2.1.3.2
    last = leaves - 1
    for beside in (path[at:at + 32] for at in range(0, len(path), 32)):
        if index & 1 or index == last:
            leaf = sha256(b"\1", beside, leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha256(b"\1", leaf, beside)
        index, last = index >> 1, last >> 1
    return leaf.hex() if last == 0 else "none"

def states(log):  # with their hashes; each must have the hash of the one before
    values, before = b"", None
    for kind, value in (line.rstrip(b"\n").split(b" ", 1) for line in log):
        if kind in (b"non_rows", b"commit", b"snapshot"):
            values += value + b"\n"
        if kind in (b"commit", b"snapshot"):
            state = json.loads(value)
            if before is not None and state.get("previous") != before:
                sys.exit(f"FALSE: state {state['sequence']} has not the hash of the state before it")
            before, values = sha256(values).hex(), b""
            yield state, before
proof, value = json.load(open(sys.argv[1], "rb")), open(sys.argv[2], "rb").read()
offset, (sequence, written) = int(proof["receipt"].rsplit("-", 1)[1]), sys.argv[4].split(":")
if base64.b64decode(proof["digest"]) != sha256(value):
    sys.exit("FALSE: the proof is about another value")
leaf = sha256(b"\0", offset.to_bytes(8, "big"), sha256(value))
made, found = root(leaf, proof["leaf"], proof["leaves"], base64.b64decode(proof["path"])), False
for state, hash in states(open(sys.argv[3], "rb")):
    if state["sequence"] == proof["commit"]:
        found = state["batch"]["lanes"][proof["lane"]].get("root") == made
    if state["sequence"] == int(sequence) and not found:
        sys.exit("FALSE: not under the root of its commit")
    if state["sequence"] == int(sequence) and hash != written:
        sys.exit("FALSE: the state has another hash")
    if state["sequence"] == int(sequence):
        sys.exit(print(f"TRUE: {proof['receipt']} is in commit {proof['commit']}, before state {sequence}"))
sys.exit(f"FALSE: the log has no state {sequence}")
