"""Microsoft Forms: options joined by semicolons, one after the last too."""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="microsoft_forms",
    own={
        "ID": "id",
        "Start time|开始时间": "time",
        "Completion time|完成时间": "time",
        "Email|电子邮件": "private",
        "Name|名称|姓名": "private",
        "Last modified time|上次修改时间": "time",
        "Total points|总分|Quiz feedback|测验反馈|Grade posted time|成绩发布时间|Language|语言": "ignore",
        r"(?:Points|Feedback|得分|反馈) ?[-–—:] ?.*": "ignore",
    },
    needed=3,
)
