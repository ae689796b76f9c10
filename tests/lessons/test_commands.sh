#!/usr/bin/env bash
# Every command of a lesson runs, and prints what is shown below it.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec bash "$here/../texts/test_readme_examples.sh" "$@" "$here"/../../scenarios/lessons/*/*.md
