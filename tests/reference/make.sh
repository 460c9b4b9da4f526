#!/bin/sh
# Makes r.json, pspp.json and the reliability, validity and confirmatory files anew; needs R (psych, psychTools,
# GPArotation, lavaan, semTools, survey, boot, NPS, jsonlite), GNU PSPP, and this project's Python with pandas.
# Run from anywhere: sh tests/reference/make.sh [python]
set -eu
cd "$(dirname "$0")"
python=${1:-python3}
mkdir -p data
Rscript data.R
"$python" dormitory.py
Rscript factors_reliability.R
"$python" pspp.py
Rscript reliability.R
"$python" reliability_pspp.py
Rscript validity.R
"$python" validity_pspp.py
Rscript confirmatory.R
Rscript groups.R
Rscript kano.R
Rscript missing_outliers.R
"$python" groups_pspp.py
# NPS is not on CRAN in this version: NPS_LIBRARY names the folder it is installed in.
Rscript scores_survey.R
"$python" pspp_weights.py
