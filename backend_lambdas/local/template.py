"""The one template, read and turned from SAM into plain CloudFormation.

Knows nothing of where it is deployed. AWS does this step itself; the emulator gets it done.
"""

import json
import logging
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).resolve().parents[1] / "template.yaml"

Template = dict[str, Any]


def raw_template(path: Path = TEMPLATE) -> Template:
    """Return a template as it is written, its short tags in their long form."""
    from samtranslator.yaml_helper import yaml_parse

    template: Template = yaml_parse(path.read_text())
    return template


def plain_template(region: str, bucket: str, code_key: str, layer_key: str) -> str:
    """Return the template as CloudFormation's JSON, with code and layer taken from a bucket."""
    import boto3

    # Its remarks about features that are switched off are of no use to anybody here.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    template = raw_template()
    template["Globals"]["Function"]["CodeUri"] = {"Bucket": bucket, "Key": code_key}
    layer = template["Resources"]["DependenciesLayer"]["Properties"]
    layer["ContentUri"] = {"Bucket": bucket, "Key": layer_key}
    session = boto3.Session(region_name=region)
    translator = Translator({}, Parser(), boto_session=session)
    return json.dumps(translator.translate(template, {}), separators=(",", ":"))
