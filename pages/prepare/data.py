"""What was recognised, the choice of sheet, the first rows."""

from csi_ui import overview, session, steps
from csi_ui.language import words

text = words()
loaded = session.need()
overview.headline(loaded, text)
overview.noticed(loaded, text)
overview.choose_sheet(loaded, text)
overview.first_rows(loaded, text)
steps.back_and_next("data", text)
