#!/usr/bin/env bash
# prefect 3.9.1 with whenever 0.10.5, Python 3.11: no time of a cron schedule can be computed.
#
# prefect 3.9.1 asks for whenever>=0.10.5,<0.12, so a lock made for it may hold 0.10.5. One would expect a cron schedule to
# give its next times with either. With 0.10.5 on Python 3.11 computing them raises a ValueError about the time zone's type,
# for every cron and zone; a server only logs that, so a deployment is accepted and no run is ever scheduled. An interval
# schedule works, and so does the cron with whenever 0.11.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  prefect==3.9.1 whenever==0.10.5 fastapi==0.150.0 sqlalchemy==2.1.9
export PREFECT_HOME="$place/prefect" PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1

cat > "$place/dates.py" <<'PYTHON'
import asyncio
import datetime
from importlib.metadata import version

from prefect.client.schemas.schedules import CronSchedule as Declared
from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

print("prefect", version("prefect"), "whenever", version("whenever"))
Declared(cron="30 4 * * *", timezone="UTC")  # accepted, as `prefect deploy` does


def next_times(schedule):
    try:
        return f"{len(asyncio.run(schedule.get_dates(3)))} times"
    except ValueError as error:
        return f"ValueError: {error}"


print("cron:", next_times(CronSchedule(cron="30 4 * * *", timezone="UTC")))
print("interval:", next_times(IntervalSchedule(interval=datetime.timedelta(days=1))))
PYTHON

old="$("$place/env/bin/python" "$place/dates.py" 2> /dev/null)"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check whenever==0.11.0
new="$("$place/env/bin/python" "$place/dates.py" 2> /dev/null)"
printf '%s\n' "$old" "$new"
grep -q "cron: ValueError: tzinfo must be of type ZoneInfo" <<< "$old" && grep -q "interval: 3 times" <<< "$old" && grep -q "cron: 3 times" <<< "$new"
