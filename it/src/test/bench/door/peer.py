"""The usual collector in Python, told to wait for Kafka: gunicorn, Flask, kafka-python."""

import json
import os
import uuid
from datetime import datetime, timezone

from flask import Flask, request
from kafka import KafkaProducer

app = Flask(__name__)
producer = KafkaProducer(bootstrap_servers=os.environ["KAFKA"], acks="all", linger_ms=0)


def send(topic, event):
    event.setdefault("id", str(uuid.uuid4()))
    event["received_at"] = datetime.now(timezone.utc).isoformat()
    event.update(request.headers)
    return producer.send(topic, key=event["id"].encode(), value=json.dumps(event).encode())


@app.get("/message")
def message():
    send("MessageHistory", {"event_type": "message"}).get(timeout=5)
    return "Message sent!\n"


@app.post("/v1/events")
def events():
    sent = [send("events", event) for event in request.get_json()]
    for future in sent:
        future.get(timeout=5)
    return {"accepted": len(sent)}
