"""Where a local backend can be reached, as data that other processes read.

Knows nothing of how it was started. The JSON form is printed when the backend is ready and stands
in `cloud.json` as long as it runs.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import REGION, Emulator


@dataclass(frozen=True, slots=True)
class CloudAddresses:
    """What a till needs to sign in and to sync; then what a test or a tour needs to look around.

    `api_url` ends with the version of the routes; `mail_url` and `alerts_url` answer a plain GET
    with what was sent. `outputs` are the stack's.
    """

    api_url: str
    cognito_endpoint: str
    user_pool_id: str
    client_id: str
    region: str
    emulator_url: str
    mail_url: str
    alerts_url: str
    database_url: str
    outputs: Outputs

    def as_json(self) -> str:
        """Return one line of JSON: the event `ready` and every address."""
        return json.dumps({"event": "ready", **asdict(self)})


def addresses_of(
    emulator: Emulator, outputs: Outputs, alerts_queue: str, database_url: str
) -> CloudAddresses:
    """Gather the addresses of a backend that has been deployed."""
    stage = outputs["ApiUrl"].rsplit("/", 1)[-1]
    return CloudAddresses(
        api_url=f"{emulator.url}/_aws/execute-api/{outputs['ApiId']}/{stage}/v1",
        cognito_endpoint=emulator.url,
        user_pool_id=outputs["UserPoolId"],
        client_id=outputs["AppClientId"],
        region=REGION,
        emulator_url=emulator.url,
        mail_url=f"{emulator.url}/_ministack/ses/messages",
        alerts_url=f"{emulator.url}/_ministack/sqs/messages?QueueUrl={alerts_queue}",
        database_url=database_url,
        outputs=outputs,
    )


def write_addresses(path: Path, addresses: CloudAddresses) -> None:
    """Write `cloud.json` in one step, so that nobody reads half of it; it names a password."""
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(addresses.as_json() + "\n")
    new.replace(path)
