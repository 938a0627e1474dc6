"""Named actions over the years: which names are one action, which are a new name of it, and what a comparison tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine import analyze
from reportmine.comparison.actions.actions import compare_actions
from reportmine.comparison.actions.renamings import parse_name, relate
from reportmine.comparison.edition import Edition
from reportmine.comparison.model import ActionTrend
from reportmine.readers import from_text

# The first 68 were written before the code, the others are classes met when its output was read.
# `same`: one name; `renamed`: one action under a new name; None: two actions.
PAIRS: list[tuple[str, str, str | None]] = [
    ("放管服改革", "“放管服”改革", "same"),
    ("双随机、一公开", "“双随机、一公开”", "same"),
    ("第三届中国国际进口博览会", "进博会", "same"),
    ("中国国际服务贸易交易会", "服贸会", "same"),
    ("中国国际消费品博览会", "消博会", "same"),
    ("上海世界博览会", "上海世博会", "same"),
    ("云江自由贸易试验区", "云江自贸区", "same"),
    ("第七届云溪开茶节", "第八届云溪开茶节", "same"),
    ("新一轮找矿突破战略行动", "找矿突破战略行动", "same"),
    ("扫黑除恶斗争", "扫黑除恶专项斗争", "same"),
    ("扫黑除恶", "扫黑除恶专项斗争", "same"),
    ("污染防治攻坚", "污染防治攻坚战", "same"),
    ("天然林保护", "天然林保护工程", "same"),
    ("重点产业强链补链行动", "产业强链补链行动", "same"),
    ("2023年全国科技活动周", "全国科技活动周", "same"),
    ("“十三五”节能减排综合工作方案", "“十四五”节能减排综合工作方案", "same"),
    ("国民经济和社会发展第十二个五年规划纲要", "国民经济和社会发展第十三个五年规划纲要（草案）", "same"),
    ("“七五”普法", "“八五”普法", "same"),
    ("碳达峰行动", "碳达峰行动方案", "same"),
    ("县“一老一小”综合服务中心", "县“一老一小”服务中心", "same"),
    ("“溪畔人家”和美乡村建设计划", "“溪畔人家”计划", "same"),
    ("“清溪行动”", "“清溪行动”整治", "same"),
    ("居住证暂行条例", "居住证条例", "same"),
    ("国企改革三年行动", "国企改革三年行动方案", "same"),
    ("公立医院改革试点", "公立医院改革试点工作", "same"),
    ("农村人居环境整治三年行动", "农村人居环境整治提升五年行动", "renamed"),
    ("平台经济强县建设三年行动", "平台经济强县建设提升行动", "renamed"),
    ("质量强县三年行动", "质量强县五年行动", "renamed"),
    ("“登云”企业梯度培育行动", "“登云”企业梯度培育计划", "renamed"),
    ("学生营养改善计划", "学生营养改善工程", "renamed"),
    ("城市生命线安全工程", "城市生命线安全行动", "renamed"),
    ("基础研究十年行动方案", "基础研究十年规划", "renamed"),
    ("数字化转型试点城市", "数字化转型示范城市", "renamed"),
    ("智慧农业试点", "智慧农业示范", "renamed"),
    ("垃圾分类处理攻坚战", "垃圾分类处理提升行动", "renamed"),
    ("县域商业建设行动", "县域商业建设三年行动计划", "same"),
    ("河道清淤工程", "河道清淤专项行动", "renamed"),
    ("家电下乡", "汽车下乡", None),
    ("绿色工厂", "绿色园区", None),
    ("城市更新行动", "乡村建设行动", None),
    ("乡村建设行动", "数字乡村建设行动", None),
    ("职业技能提升行动", "职业技能竞赛", None),
    ("蓝天保卫战", "碧水保卫战", None),
    ("“米袋子”省长负责制", "“菜篮子”市长负责制", None),
    ("“菜篮子”工程", "“菜篮子”市长负责制", None),
    ("安全生产专项整治三年行动", "安全生产大检查", None),
    ("安全生产“铁拳护安”百日行动", "安全生产治本攻坚三年行动", None),
    ("公立医院改革试点", "国有林场改革试点", None),
    ("城镇居民基本医疗保险制度", "城镇居民养老保险试点", None),
    ("国家医学中心", "国家区域医疗中心", None),
    ("恒睿新材一期", "恒睿新材二期", None),
    ("北京冬奥会", "冬残奥会", None),
    ("外资准入负面清单", "跨境服务贸易负面清单", None),
    ("市场准入负面清单制度", "外资准入负面清单", None),
    ("退耕还林", "退牧还草", None),
    ("增值税改革试点", "营业税改征增值税试点", None),
    ("高标准农田建设工程", "黑土地保护工程", None),
    ("专项治理行动", "专项行动", None),
    ("第七次全国人口普查", "第五次全国经济普查", None),
    ("河长制", "林长制", None),
    ("就业促进法", "就业促进计划", None),
    ("省级中试平台", "国家级中试平台", None),
    ("城市更新行动", "城市更新条例", None),
    ("雄安新区", "浦东新区", None),
    ("“九五”计划", "“十五”计划", None),
    ("商品交易会", "服贸会", None),
    ("外商投资法", "外商投资法实施条例", None),
    ("金砖国家领导人厦门会晤", "金砖国家领导人会晤", "same"),
    ("全民健身运动", "全民健身活动", "same"),
    ("农村义务教育学生营养改善计划", "营养改善计划", "same"),
    ("农村新型合作医疗制度试点", "新型农村合作医疗制度试点工作", "same"),
    ("市场准入负面清单试点", "市场准入负面清单制度", "same"),
    ("兴边富民行动", "兴边富民行动规划", "same"),
    ("农村“少生快富”工程", "“少生快富”扶贫工程", "same"),
    ("长江十年禁渔", "长江流域重点水域十年禁渔", "same"),
    ("中央环境保护督察", "中央环保督察", "same"),
    ("亚洲基础设施投资银行", "亚投行", "same"),
    ("中国制造2025", "中国制造2030", None),
    ("“互联网+”行动", "“互联网+”监管", None),
    ("北京冬奥会", "冬奥会", "same"),
    ("证照分离试点", "“证照分离”改革试点", "same"),
    ("绿色园区", "绿色工业园区", None),
    ("省级先进制造业集群", "国家级先进制造业集群", None),
    ("省技术创新中心", "国家技术创新中心", None),
    ("法治政府", "法治政府建设示范市", None),
    ("第一批主题教育", "党史学习教育", None),
]


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_two_names(first: str, second: str, expected: str | None) -> None:
    assert relate(parse_name(first), parse_name(second)) == expected
    assert relate(parse_name(second), parse_name(first)) == expected


def test_the_table_has_both_kinds() -> None:
    assert len(PAIRS) >= 40
    assert len([pair for pair in PAIRS if pair[2] is None]) >= 20


REVIEW = "一、{past}年工作回顾\n{review}\n二、{year}年工作安排\n{plan}\n"


def edition(id: int, year: int, review: str, plan: str, region: str | None = "云溪县") -> Edition:
    text = f"{region or ''}{year}年政府工作报告\n\n" + REVIEW.format(past=year - 1, year=year, review=review, plan=plan)
    return Edition(analyze(from_text(text), year=year, region=region), id, year)


def compared(*editions: Edition) -> dict[str, ActionTrend]:
    trends = compare_actions(editions)
    for trend in trends:
        assert trend.mentions
        for mention in trend.mentions:
            assert editions[mention.report].text[mention.start : mention.end] == mention.text
    return {trend.name: trend for trend in trends}


FIRST = edition(
    0,
    2023,
    "全年实施“登云”企业梯度培育行动，新增规上企业12家。开展扫黑除恶专项斗争，打掉团伙2个。",
    "今年启动农村人居环境整治三年行动，新建公厕120座。实施“溪畔人家”和美乡村建设计划，建成示范点20个。"
    "开展招商引资百日攻坚行动，签约项目30个。举办第六届云溪开茶节。",
)
SECOND = edition(
    1,
    2024,
    "去年由“溪畔人家”计划升级而来的“百村焕新”和美乡村建设工程扎实推进，建成示范点35个。扫黑除恶保持高压态势，社会安定。"
    "第六届云溪开茶节吸引游客8万人次。",
    "今年实施农村人居环境整治提升行动，新建公厕90座。继续实施“登云”企业梯度培育行动。实施锂电材料产业补链强链工程，投资3亿元。",
)


def test_two_years() -> None:
    trends = compared(FIRST, SECOND)
    assert {name: trend.change for name, trend in trends.items()} == {
        "农村人居环境整治提升行动": "renamed",
        "“百村焕新”和美乡村建设工程": "renamed",
        "招商引资百日攻坚行动": "dropped",
        "锂电材料产业补链强链工程": "new",
        "“登云”企业梯度培育行动": "continued",
        "扫黑除恶": "continued",
        "第六届云溪开茶节": "continued",
    }
    assert list(trends)[:2] == ["农村人居环境整治提升行动", "“百村焕新”和美乡村建设工程"]
    assert trends["农村人居环境整治提升行动"].names == ("农村人居环境整治三年行动", "农村人居环境整治提升行动")
    assert trends["招商引资百日攻坚行动"].names == ()


def test_what_the_list_of_one_report_misses_is_looked_for_in_its_text() -> None:
    later = edition(1, 2024, "云溪开茶节带动旅游收入。全民健身蓬勃开展。", "今年抓好春耕。")
    earlier = edition(
        0, 2023, "举办第六届云溪开茶节，游客8万人次。广泛开展全民健身运动，参加者3万人。", "今年抓好春耕。"
    )
    trends = compared(earlier, later)
    assert {trend.change for trend in trends.values()} == {"continued"}
    assert [(mention.report, mention.status) for mention in trends["全民健身运动"].mentions] == [
        (0, "done"),
        (1, "done"),
    ]


def test_an_old_name_that_still_stands_was_not_renamed() -> None:
    earlier = edition(0, 2023, "实施“登云”企业梯度培育行动，新增企业12家。", "今年抓好春耕。")
    later = edition(
        1, 2024, "实施“登云”企业梯度培育行动，新增企业9家。", "今年实施“登云”企业梯度培育计划，新增企业20家。"
    )
    assert "renamed" not in {trend.change for trend in compared(earlier, later).values()}


def test_mentions_of_three_years_and_their_order() -> None:
    third = edition(2, 2025, "开展春季义务植树活动。", "今年抓好春耕。")
    trends = compared(FIRST, SECOND, third)
    changes = [trend.change for trend in trends.values()]
    assert set(changes) <= {"dropped", "new"}
    assert len(trends["“登云”企业梯度培育行动"].mentions) == 2
    reports = [
        len({mention.report for mention in trend.mentions}) for trend in trends.values() if trend.change == "dropped"
    ]
    assert reports == sorted(reports, reverse=True)


def test_reports_of_several_places_share_actions_and_drop_none() -> None:
    other = edition(
        1, 2023, "全年实施“登云”企业梯度培育行动，新增规上企业7家。", "今年开展河湖清四乱专项行动。", "青山县"
    )
    trends = compared(FIRST, other)
    assert {name: trend.change for name, trend in trends.items()} == {"“登云”企业梯度培育行动": "continued"}


@pytest.mark.parametrize("text", ["一", "云溪县2024年政府工作报告\n", "　\n\n各位代表！\n"])
def test_hardly_any_text(text: str) -> None:
    empty = Edition(analyze(from_text(text)), 1, 2024)
    assert {trend.change for trend in compare_actions([FIRST, empty])} == {"dropped"}
    assert compare_actions([Edition(empty.report, 0, 2024)]) == ()
    assert compare_actions([]) == ()


NAMES = [
    "“登云”企业梯度培育行动",
    "“登云”企业梯度培育计划",
    "第六届云溪开茶节",
    "扫黑除恶",
    "农村人居环境整治三年行动",
    "家电下乡",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=4), min_size=1, max_size=3))
def test_every_span_is_what_stands_there(drawn: list[list[str]]) -> None:
    editions = [
        edition(
            id,
            2020 + id,
            "".join(f"去年实施\n{name}，成效明显。" for name in names) or "去年工作平稳。",
            "今年抓好春耕。",
        )
        for id, names in enumerate(drawn)
    ]
    trends = compared(*editions)
    assert list(trends.values()) == list(compared(*editions).values())
    for trend in trends.values():
        reports = [mention.report for mention in trend.mentions]
        assert reports == sorted(reports)
        assert (trend.change in ("new", "continued", "renamed")) == (editions[-1].id in reports)
