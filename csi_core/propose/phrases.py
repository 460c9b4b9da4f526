"""Ordered answers that no grammar orders: their degrees by kind, the phrases of one degree joined by `|`."""

from __future__ import annotations

LISTED: tuple[tuple[str, dict[int, str]], ...] = (
    (
        "frequency",
        {
            -9: "从不|从来不|从未|从来没有|从没有|从没|never|none of the time|not at any time",
            -7: "几乎不|几乎从不|几乎没有|极少|almost never|hardly ever|very rarely",
            -5: "很少|较少|不经常|rarely|seldom|a little of the time|infrequently",
            -3: "偶尔|偶而|occasionally|once in a while",
            0: "有时|有时候|有时会|sometimes|some of the time",
            5: "经常|常常|时常|常|频繁|often|frequently|a good bit of the time",
            6: "通常|大多时候|多数时候|大部分时间|usually|most of the time|mostly",
            7: "very often|very frequently|非常频繁|非常经常",
            8: "almost always|nearly always|几乎总是|almost all of the time",
            9: "总是|一直|每次|每次都|始终|always|every time|all of the time|all the time",
        },
    ),
    (
        "extent",
        {
            -5: "not at all|none at all|to no extent|一点也不|完全没有",
            -3: "to a very small extent|very little",
            -2: "a little|a little bit|to a small extent|to a slight extent|to a limited extent|有一点",
            0: "some|to some extent|一些|有一些",
            1: "somewhat|moderately|a moderate amount|to a moderate extent",
            3: "a lot|quite a bit|quite a lot|to a considerable extent|比较多",
            4: "a great deal|to a great extent|to a large extent|很多",
            5: "very much|to a very great extent|extremely|非常多",
        },
    ),
    (
        "change",
        {
            -4: "大幅下降|明显下降|显著下降|大幅恶化|明显恶化|明显变差|差很多|much worse|a lot worse",
            -3: "下降|变差|恶化|worse",
            -2: "有所下降|略有下降|稍有下降|有所恶化|略有变差|somewhat worse|slightly worse|a little worse",
            0: "没有变化|没变化|无变化|基本不变|不变|差不多|about the same|the same|same|no change|unchanged",
            2: "有所改善|略有改善|稍有改善|有所提高|略有提高|有所提升|略有提升|"
            "somewhat better|slightly better|a little better",
            3: "改善|提高|提升|变好|better|improved",
            4: "大幅改善|明显改善|显著改善|大幅提高|明显提高|显著提高|大幅提升|明显提升|好很多|"
            "much better|a lot better",
        },
    ),
    (
        "worth",
        {5: "物超所值", 3: "物有所值", -3: "物无所值"},
    ),
    (
        "importance",
        {-1: "of little importance|of limited importance", -4: "of no importance", 0: "of moderate importance"},
    ),
    (
        "help",
        {-3: "没有用处|没什么帮助|没帮助", 3: "有用处"},
    ),
    (
        "expectation",
        {
            -4: "远低于预期|远低于期望|大大低于预期|大大低于期望|far below expectations|"
            "much worse than expected|far short of expectations",
            -3: "低于预期|低于期望|未达到预期|未达预期|不符合预期|不及预期|不如预期|below expectations|"
            "worse than expected"
            "|did not meet expectations|does not meet expectations|fell short of expectations|short of expectations",
            0: "符合预期|符合期望|达到预期|与预期一致|和预期一样|与期望相同|met expectations|"
            "meets expectations|as expected"
            "|about as expected|about what i expected|in line with expectations",
            3: "高于预期|高于期望|超出预期|超过预期|超出期望|好于预期|above expectations|"
            "better than expected|exceeded expectations"
            "|exceeds expectations",
            4: "远高于预期|远超预期|远高于期望|大大超出预期|大大高于期望|far above expectations|"
            "much better than expected"
            "|far exceeded expectations|greatly exceeded expectations",
        },
    ),
    (
        "likelihood",
        {
            4: "definitely|certainly|definitely would|definitely will|definitely yes|"
            "would definitely|一定会|肯定会|绝对会",
            2: "probably|probably would|probably will|probably yes|可能会|大概会|应该会|也许会",
            -2: "probably would not|probably not|probably will not|probably wouldn't|probably won't|"
            "可能不会|大概不会|应该不会",
            0: "might or might not|possibly|perhaps|可能会也可能不会",
            -4: "definitely would not|definitely not|definitely will not|definitely won't|一定不会|肯定不会|绝对不会",
            3: "会",
            -3: "不会",
        },
    ),
    (
        "conformity",
        {
            -4: "very untrue|completely untrue|very untrue of me|not at all true",
            -3: "untrue|false|untrue of me",
            3: "true|true of me",
            4: "very true|completely true|very true of me",
        },
    ),
)
