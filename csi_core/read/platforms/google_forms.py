"""Google Forms: the time first, then the questions; `Question [Row]` for the rows of a grid."""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="google_forms",
    own={
        "(?-i:Timestamp)|时间戳记?": "time",
        "Email Address|电子邮件地址|邮箱地址": "private",
        "Score|得分|分数": "ignore",
    },
    needed=1,
)
