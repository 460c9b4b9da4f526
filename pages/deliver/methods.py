"""Every method on a page of its own: what it answers, how it is computed and read, where it comes from."""

from csi_ui import explained
from csi_ui.language import words

explained.show(words())
