"""Puts the template on the emulator, and the code with it; a second time changes what changed.

Knows nothing of accounts or goods. The libraries' layer stays empty here: functions run on the
launcher's own interpreter, which has them.
"""

import contextlib
import io
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from backend_lambdas.local.code_archive import fingerprint, stage_code, zip_of
from backend_lambdas.local.emulator import REGION, Emulator
from backend_lambdas.local.template import plain_template
from pos_core.errors import EnvironmentFailed

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_s3 import S3Client

STACK = "salepoint"
BUCKET = "salepoint-deployment"
POLL_SECONDS = 0.05
_LAYER_KEY = "layer.zip"
# CloudFormation takes a large template from a bucket only.
_TEMPLATE_KEY = "template.json"

Outputs = dict[str, str]


def deploy(emulator: Emulator) -> Outputs:
    """Create or update the stack and return its outputs.

    Raises EnvironmentFailed `local.deployment_failed` with what the emulator says about it.
    """
    code_key = f"code-{fingerprint()}.zip"
    s3 = emulator.client("s3")
    _upload(s3, code_key)
    body = plain_template(REGION, BUCKET, code_key, _LAYER_KEY)
    s3.put_object(Bucket=BUCKET, Key=_TEMPLATE_KEY, Body=body.encode())
    cloudformation = emulator.client("cloudformation")
    _create_or_update(cloudformation, f"{emulator.url}/{BUCKET}/{_TEMPLATE_KEY}")
    return _outputs(cloudformation)


def _upload(s3: "S3Client", code_key: str) -> None:
    with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    with tempfile.TemporaryDirectory() as folder:
        stage_code(Path(folder) / "code")
        s3.put_object(Bucket=BUCKET, Key=code_key, Body=zip_of(Path(folder) / "code"))
    s3.put_object(Bucket=BUCKET, Key=_LAYER_KEY, Body=_empty_layer())


def _empty_layer() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("python/README"), "The launcher's interpreter has them.")
    return content.getvalue()


def _create_or_update(cloudformation: "CloudFormationClient", template: str) -> None:
    try:
        cloudformation.create_stack(
            StackName=STACK, TemplateURL=template, Capabilities=["CAPABILITY_IAM"]
        )
    except cloudformation.exceptions.AlreadyExistsException:
        try:
            cloudformation.update_stack(
                StackName=STACK, TemplateURL=template, Capabilities=["CAPABILITY_IAM"]
            )
        except ClientError as error:
            if "No updates" not in str(error):
                raise


def _outputs(cloudformation: "CloudFormationClient") -> Outputs:
    while True:
        stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            break
        time.sleep(POLL_SECONDS)
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise EnvironmentFailed("local.deployment_failed", reason=_first_failure(cloudformation))
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _first_failure(cloudformation: "CloudFormationClient") -> str:
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    failures = [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("_FAILED")
    ]
    return failures[0] if failures else "no resource says why"
