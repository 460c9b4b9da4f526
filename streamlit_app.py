"""The app's entry: compute threads first, since numpy reads their number when it is imported; then the frame."""

from csi_ui import process


def main() -> None:
    process.one_thread_each()
    from csi_ui import frame

    frame.run()


main()
