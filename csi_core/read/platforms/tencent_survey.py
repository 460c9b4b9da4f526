"""腾讯问卷 (Tencent Survey)."""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="tencent_survey",
    own={
        "编号": "id",
        "开始答题时间": "time",
        "结束答题时间": "time",
        "答题时长": "duration",
        "地理位置.*": "private",
        "用户类型": "ignore",
        "用户标识": "private",
        "昵称": "private",
        "自定义字段": "ignore",
    },
    needed=4,
)
