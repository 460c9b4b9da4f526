"""Words in headers that tell what a column is."""

from __future__ import annotations

import re

from csi_core.cells import plain
from csi_core.setup import Role

#: How a form asks for something, and how such a header ends.
ASK = r"(?:请(?:问|填写|输入|留下|选择|提供)?\s*)?(?:您|你)?(?:的)?\s*"
TAIL = r"\s*(?:是|为|是什么|是多少)?\s*[:：?？]?"

#: An answer of this kind is a range without a lower end: under 18, 18岁以下.
BELOW = re.compile(r"以下|以内|不足|少于|小于|低于|不到|\b(under|below|less than|fewer than|up to)\b|<", re.IGNORECASE)


def _exactly(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"{ASK}(?:{phrases}){TAIL}")


#: The whole header, numbering taken off, must be one of these. The first role that fits is taken.
_EXACT: tuple[tuple[Role, str, re.Pattern[str]], ...] = (
    (
        Role.ID,
        "id_header",
        _exactly(
            r"序号|编号|id|no\.?|number|nr\.?|case|respondent(?:\s*(?:id|no\.?|number))?|"
            r"response\s*id|作答\s*id|答卷\s*(?:id|编号)|问卷编号|样本编号|record(?:\s*id)?|index|"
            r"被试(?:编号)?|"
            r"responseid|collector id|row"
        ),
    ),
    (
        Role.DURATION,
        "duration_header",
        _exactly(
            r"所用时间|答题时长|作答时长|用时|耗时|填写时长|答题用时|duration(?:\s*\(in seconds\))?|"
            r"time (?:taken|spent)|seconds|interview ?time|total time"
        ),
    ),
    (
        Role.TIME,
        "time_header",
        _exactly(
            r"(?:提交|开始|结束|完成|填写|作答)(?:答卷|答题|作答|填写)?时间|时间戳记?|日期|填写日期|"
            r"timestamp|start(?:ed)?\s*(?:time|date)?|finish(?:ed)?|completion time|end\s*(?:time|"
            r"date)|date|"
            r"recorded\s*date|submit\s*date|date submitted|time|调查日期|调查时间|"
            r"(?:登记|填表|访问|用餐|就餐|到店|消费|购买|入住|离店|来店|光临)日期|"
            r"(?:visit|survey|entry|response) date"
        ),
    ),
    (
        Role.IGNORE,
        "platform_header",
        _exactly(
            r"来源|来源详情|渠道来源|总分|得分|用户类型|自定义字段|答卷状态|状态|status|progress|"
            r"distribution\s*channel|user\s*language|language|备注|seed|last page|start language|"
            r"external ?(?:data)?reference|填写设备|设备|浏览器|操作系统"
        ),
    ),
    (
        Role.WEIGHT,
        "weight_header",
        _exactly(r"(?:客户|样本|抽样|加权|个案)?权重|加权|客户价值|weights?|(?:survey|sample|case)[ _]weight|wt|wgt"),
    ),
    (
        Role.WAVE,
        "wave_header",
        _exactly(
            r"(?:调查|问卷)?(?:批次|波次|轮次|期次|期数|期别|调查期|第几[期轮次波])|"
            r"(?:survey )?waves?|rounds?|quarters?|季度|调查年份|survey year"
        ),
    ),
)

#: Words anywhere in the wording of a question about the person.
_PROFILE = re.compile(
    r"性别|年级|年龄|学历|文化程度|教育程度|职业|职务|职位|职称|岗位|收入|工资|月薪|部门|专业|学院|"
    r"院系|系别|班级|学校|民族|籍贯|婚姻|婚否|户口|户籍|政治面貌|省份|城市|地区|区域|所在地|居住地|"
    r"(?:客户|会员|顾客)(?:类型|等级|级别|层级|类别)|行业|工龄|教龄|入职|身份$|您是|门店|分店|店铺|"
    r"网点|校区|楼栋|宿舍楼|"
    r"(?:多久|几次|频率|次数)|(?:居住|入住|使用|合作)(?:时间|时长|年限)|来.{0,4}(?:目的|原因)|"
    r"\bgender\b|\bsex\b|\bage\b|\bage group\b|\bgrade\b|year of study|\byear\b|\bregion\b|\bcity\b|"
    r"\bcountry\b|\bprovince\b|\bstate\b|education|occupation|\bjob\b|profession|income|salary|"
    r"department|\bfaculty\b|\bmajor\b|marital|ethnic|\btier\b|segment|customer type|membership|"
    r"\bstore\b|\bbranch\b|\blocation\b|purpose of|how often|how many|frequency|"
    r"\broom type\b|\btype of\b|nationality|employment|\bindustry\b|tenure"
)
_OPEN = re.compile(
    r"建议|意见|请(?:说明|描述|写|简述|谈)|为什么|(?:的)?原因|想法|留言|评论|补充|其他.*(?:请|说)|开放|看法|"
    r"comment|suggest|why\b|describe|explain|anything else|feedback|improve|in your own words|please specify|tell us"
)
_RATING = re.compile(
    r"满意|评价|程度|打分|评分|同意|认为|觉得|感受|体验|如何|怎么样|质量|态度|水平|是否.{0,12}(?:好|合理|方便|及时)|"
    r"satisf|rate\b|rating|agree|quality|experience|how (?:well|good|likely|important|would)|likely|"
    r"friendl|speed|clean|comfort|service|value for"
)
_OVERALL = re.compile(
    r"(?:总体|整体|总的|综合|总满意|全面).{0,24}(?:满意|评价|感受|印象|体验)|^总(?:体|的)?(?:满意度|评价)|"
    r"(?:overall|in general|all things considered|general).{0,60}(?:satisf|rating|rate|experience|"
    r"impression|evaluation|opinion|quality|stay|visit|happy)|"
    r"(?:satisf\w+|experience|rat(?:e|ing)).{0,60}\b(?:overall|as a whole|in general)"
)
_RECOMMEND = re.compile(r"推荐|recommend|nps")
_REPURCHASE = re.compile(
    r"再次|再来|再度|再光顾|再入住|再购|还会.{0,8}(?:来|选|买|用|去|住)|会再|继续.{0,4}(?:选择|使用|"
    r"购买|光顾|合作|住)|下次.{0,6}(?:会|还|来|选)|回购|复购|重购|续(?:约|费|订)|"
    r"\breturn\b|\bagain\b|repurchas|rebuy|rebook|come back|continue (?:to|using)|stay with us|renew"
)
_IMPORTANCE = re.compile(r"重要(?:性|程度|度)|(?:有)?多重要|是否重要|importance|how important")
_EXPECTATION = re.compile(
    r"期望(?:值|程度|水平|度)|期待(?:值|程度|水平|度)|事前期望|您(?:的)?(?:期望|期待|预期)|预期(?:值|"
    r"水平|程度)|^期望|^期待|expectation|\bexpected\b|what (?:do|did) you expect"
)


def role_of_header(wording: str) -> tuple[Role, str] | None:
    """The role a platform's or an analyst's fixed header stands for, and the reason's code."""
    text = plain(wording).lower()
    return next(((role, reason) for role, reason, pattern in _EXACT if pattern.fullmatch(text)), None)


def asks_person(wording: str) -> bool:
    return bool(_PROFILE.search(plain(wording).lower()))


def asks_opinion_in_words(wording: str) -> bool:
    return bool(_OPEN.search(plain(wording).lower()))


def asks_rating(wording: str) -> bool:
    return bool(_RATING.search(plain(wording).lower()))


def scaled_role(wording: str) -> Role | None:
    """Which scaled role besides item a rating question's wording asks for."""
    text = plain(wording).lower()
    for role, pattern in (
        (Role.RECOMMEND, _RECOMMEND),
        (Role.REPURCHASE, _REPURCHASE),
        (Role.OVERALL, _OVERALL),
        (Role.IMPORTANCE, _IMPORTANCE),
        (Role.EXPECTATION, _EXPECTATION),
    ):
        if pattern.search(text):
            return role
    return None
