"""Processes an hour of events when Tributary has sealed it.

An example for Airflow 2: copy it into the folder of DAGs, and change the five names below. The
sensor asks once a minute and gives its worker back in between. `wait` ends with 0 when the hour is
sealed and with 1 when it is not; anything else is an error of the call.
"""

import subprocess
from datetime import datetime, timedelta, timezone

from airflow.decorators import dag, task

EVENT_TYPE = "sign_up"
CHECKOUT = "/opt/tributary"
BOOTSTRAP_SERVERS = "kafka:9092"
LAKE = "hdfs://namenode:8020/lake"
PIPELINE = "tributary"


def wait_command(start):
    """The command that asks whether the hour that begins at a time is sealed."""
    tool = (
        f"wait --type={EVENT_TYPE} --dt={start:%Y-%m-%d} --hour={start:%H} --timeout=PT0S"
        f" --bootstrapServers={BOOTSTRAP_SERVERS} --lake={LAKE} --name={PIPELINE}"
    )
    return ["mvn", "-q", "-Ptool", f"-Dtool={tool}"]


def is_sealed(start):
    """Whether the hour that begins at a time is sealed."""
    code = subprocess.run(wait_command(start), cwd=CHECKOUT, check=False).returncode
    if code not in (0, 1):
        raise RuntimeError(f"wait ended with {code}: its options are incorrect")
    return code == 0


@dag(
    schedule="@hourly",
    start_date=datetime(2026, 11, 24, tzinfo=timezone.utc),
    catchup=True,
    max_active_runs=3,
)
def sealed_hour():
    """Waits for the hour of the run, then processes it."""

    @task.sensor(poke_interval=60, timeout=timedelta(hours=6).total_seconds(), mode="reschedule")
    def hour_is_sealed(data_interval_start=None):
        return is_sealed(data_interval_start.astimezone(timezone.utc))

    @task
    def process(data_interval_start=None):
        start = data_interval_start.astimezone(timezone.utc)
        return (
            f"SELECT count(*) FROM events WHERE event_type = '{EVENT_TYPE}'"
            f" AND dt = '{start:%Y-%m-%d}' AND hour = '{start:%H}'"
        )

    hour_is_sealed() >> process()


sealed_hour()
