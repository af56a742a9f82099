#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image.
set -euo pipefail
cd /autograder/source

apt-get update
apt-get install -y --no-install-recommends ca-certificates curl
curl -LsSf https://astral.sh/uv/install.sh | env UV_INSTALL_DIR=/usr/local/bin sh

# Not below /root: the account in which students' code runs could not read it.
export UV_PYTHON_INSTALL_DIR=/autograder/python
uv venv --managed-python --python "$(cat python-version)" /autograder/environment
uv pip install --python /autograder/environment/bin/python --compile-bytecode -r requirements.txt

chmod -R go-w,go+rX . /autograder/python /autograder/environment
chmod 600 lesson.json
