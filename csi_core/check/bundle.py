"""Everything in one archive: the answers, the scripts that compute the numbers again, what this program found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from csi_core.check.data import check_data, to_csv, to_sav
from csi_core.check.r import script
from csi_core.check.spss import syntax
from csi_core.responses import Responses
from csi_core.results import Results
from csi_core.results_file import to_json as results_json
from csi_core.setup_file import to_json as setup_json
from csi_core.text import Text

#: The archive's file ending.
ARCHIVE = ".zip"


def bundle(responses: Responses, results: Results, text: Text, files: Mapping[str, bytes]) -> bytes:
    """A zip of `files` (name → content) with data.csv, data.sav, check.sps, check.R, results, setup and a word on how.

    responses: the valid ones the results were computed from; columns left out as private are not in it.
    """
    data = check_data(responses, text)
    setup = responses.setup
    content = {
        **files,
        text("check.readme_name"): text("check.readme").encode(),
        "data.csv": to_csv(data),
        "data.sav": to_sav(data),
        "check.sps": syntax(data, results, setup, text).encode("utf-8-sig"),
        "check.R": script(data, results, setup, text).encode(),
        "results.json": results_json(results, text).encode(),
        "setup.json": setup_json(setup).encode(),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as held:
        for name, bytes_ in content.items():
            # A fixed time makes the same content the same archive.
            held.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), bytes_, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
