"""Which groups answered differently, and which questions go together."""

from csi_ui import relating

relating.page()
