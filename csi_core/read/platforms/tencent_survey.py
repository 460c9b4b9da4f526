"""腾讯问卷 (Tencent Survey): who answered and when stand before the questions or, in part, after them.

Options bear letters (`A.男`); a multiple-response question has one column an option, `6.地点:图书馆`, with the option's
own words where it was chosen.
"""

from csi_core.read.platforms.platform import Platform

PLATFORM = Platform(
    name="tencent_survey",
    own={
        "编号": "id",
        "开始答题时间": "time",
        "结束答题时间": "time",
        "答题时长": "duration",
        "语言|清洗数据结果|智能清洗数据无效概率": "ignore",
        "地理位置.*": "private",
        "用户类型": "ignore",
        "用户标识": "private",
        "昵称": "private",
        "自定义字段": "ignore",
        "IP": "private",
        "UA|Referrer|中奖时间|中奖金额|审核状态": "ignore",
    },
    needed=4,
    ordered=False,
)
