#!/usr/bin/env bash
# Resolves what pyproject.toml asks for into lists of exact versions and hashes, for every system:
#
#   requirements/dev.txt               everything, for work on the project
#   requirements/till.txt              what the installed application holds
#   backend_lambdas/requirements.txt   what the Lambda functions' layer holds
#
# The first list decides the versions of the other two, so that what was tested is what is shipped.
# No list names a registry; packages come from the one that the machine is configured for.
# Arguments go to uv, for instance `--upgrade` or `--upgrade-package requests`.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"

compile() {
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
        --python-version 3.11 --custom-compile-command 'make lock' "$@" >/dev/null
}

# A project's extras cannot be resolved without the project, which would bring Qt into the cloud.
lambda_requirements() {
    .venv/bin/python - <<'PYTHON'
import pathlib
import tomllib

project = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
print(*project["optional-dependencies"]["lambdas"], sep="\n")
PYTHON
}

compile --extra dev pyproject.toml -o requirements/dev.txt "$@"
compile pyproject.toml -c requirements/dev.txt -o requirements/till.txt
lambda_requirements | compile - -c requirements/dev.txt -o backend_lambdas/requirements.txt
