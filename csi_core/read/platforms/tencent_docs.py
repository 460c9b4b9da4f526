"""腾讯文档收集表 (forms of Tencent Docs): who answered and when stand among the questions."""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="tencent_docs",
    own={"提交者[(（]自动[)）]": "private", "提交时间[(（]自动[)）]": "time"},
    needed=2,
    first=False,
    ordered=False,
)
