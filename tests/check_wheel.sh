#!/usr/bin/env bash
# check_wheel.sh PYTHON WHEEL: installs the wheel in a new environment in an empty folder and uses it as a user would.
set -euo pipefail
python=$(realpath --no-symlinks "$1")
wheel=$(realpath "$2")
sample=$(realpath corpus/ip-report-masked-2023.txt)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
cp "$sample" 报告.txt
env/bin/reportmine --version
env/bin/reportmine analyze 报告.txt | head -3
env/bin/reportmine analyze --format json 报告.txt > one.json
env/bin/python -m reportmine analyze --format json 报告.txt > two.json
cmp one.json two.json
env/bin/python - <<'PY'
import json, pathlib
report = json.loads(pathlib.Path("one.json").read_text(encoding="utf-8"))
assert report["schema"] == 1 and report["year"] == 2023, report["year"]
assert {row.get("label") for row in report["paragraphs"]} >= {"achievement", "shortfall", "priority"}
assert report["indicators"] and report["actions"] and report["findings"] and report["sections"]
PY
env/bin/reportmine segment 报告.txt | head -1
env/bin/reportmine evaluate > evaluation.txt
# Pages need templates, styles and the catalogue out of the wheel; what an extra brings is asked for in one line.
env/bin/reportmine analyze 报告.txt -o 报告.html
env/bin/reportmine screen --exit-zero 报告.txt -o 检查.html --lang en
grep --quiet '<mark' 报告.html && grep --quiet '<html lang="en"' 检查.html
sed 's/2023年/2024年/g' 报告.txt > 另一年.txt
env/bin/reportmine compare 报告.txt 另一年.txt -o 比较.html 2> said.txt
grep --quiet charts said.txt
if env/bin/reportmine serve --no-browser 2> said.txt; then exit 1; fi
grep --quiet 'reportmine\[' said.txt && [ "$(wc -l < said.txt)" -eq 1 ]
echo "wheel: ok"
