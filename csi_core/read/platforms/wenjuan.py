"""问卷网 (wenjuan.com): its readable table and the one with codes, `Q3_A1` for an option of question 3."""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="wenjuan",
    own={
        "序号|编号|seq|id": "id",
        "start": "time",
        "finish": "time",
        "答题时长(?:[(（].*[)）])?": "duration",
        "ip(?:地址)?": "private",
        "来源|渠道|设备|浏览器|状态": "ignore",
        "省份?|城市|地区": "private",
        "昵称": "private",
    },
    needed=3,
    ordered=False,
)
