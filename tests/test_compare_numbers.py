"""Targets judged by the numbers of the next report: which number answers, and which one does not."""

from __future__ import annotations

import pytest

import reportmine
from reportmine.comparison.commitments import find_commitments
from reportmine.comparison.edition import Edition
from reportmine.comparison.follow_up.follow_up import Answer, answer_numbers
from reportmine.readers import from_text


def edition(text: str, id: int, year: int) -> Edition:
    return Edition(reportmine.analyze(from_text(text), year=year), id, year)


def planned(text: str) -> Edition:
    """An earlier report whose plan says ``text``."""
    return edition(
        "云渡市人民政府工作报告\n——2023年1月10日在云渡市第五届人民代表大会第二次会议上\n一、2022年工作回顾\n"
        f"全市经济运行平稳，各项事业取得新成绩。\n二、2023年工作安排\n今年要加快建设现代产业体系，扎实推进乡村振兴。{text}。\n要加强机关建设。\n",
        0,
        2023,
    )


def reviewed(text: str, plan: str = "今年要建设第四水厂", heading: str = "一、2023年工作回顾") -> Edition:
    """The report after it, whose review says ``text``."""
    return edition(
        "云渡市人民政府工作报告\n——2024年1月10日在云渡市第五届人民代表大会第三次会议上\n"
        f"{heading}\n我们迎难而上，各项事业取得新成绩。{text}。\n二、2024年工作安排\n{plan}。\n要加强机关建设。\n",
        1,
        2024,
    )


def judged(earlier: Edition, later: Edition) -> list[Answer]:
    """What numbers decide, in the order of the plan."""
    commitments = [one for one in find_commitments(earlier) if one.kind == "target"]
    return [one for one in answer_numbers(commitments, earlier, later).values() if one is not None]


@pytest.mark.parametrize(
    ("promise", "result", "outcome"),
    [
        # Other words, another order, another unit.
        ("粮食总产稳定在12亿斤以上", "粮食总产量61万吨", "met"),
        ("解决3万人安全饮水问题", "农村饮水安全工程使3.2万农民受益", "met"),
        ("推动300家企业上云", "新增上云企业320家", "met"),
        ("改造农村户厕2400户", "新建改建卫生户厕2150户", "missed"),
        ("新增通车里程50公里", "建成通车里程52公里", "met"),
        ("滚动实施省级重点项目80个", "省级重点项目实施83个", "met"),
        ("完成5个贫困村摘帽", "最后5个贫困村全部退出", "met"),
        ("既有住宅加装电梯100部", "既有住宅加装电梯83台", "missed"),
        # Rates of growth in other forms.
        ("工业机器人产量翻一番", "工业机器人产量增长67%", "missed"),
        ("工业机器人产量翻一番", "工业机器人产量增长1.2倍", "met"),
        ("会议数量减少三分之一以上", "会议数量减少41%", "met"),
        ("文件、会议数量均减少三分之一以上", "文件、会议分别减少37%、21%", "missed"),
        ("农村自来水普及率达到九成以上", "农村自来水普及率94.2%", "met"),
        # What there is does not tell what came, what was begun not what was finished, one thing not another.
        ("培育科技型企业30家", "科技型企业累计986家", None),
        ("新建公共充电桩1500个", "公共充电桩保有量4.2万个", None),
        ("保障性安居工程新安排740套", "保障性安居工程基本建成772套", None),
        ("小麦播种面积稳定在90万亩", "玉米播种面积88万亩", None),
        ("新增校舍改造80所，增加12所", "校舍改造92所", None),
        ("安排22亿元国债资金支持纺织技术改造", "安排16亿元国债资金用于乡镇敬老院建设", None),
        # 为 the whole year, though the passage is on five.
        ("居民医保财政补助标准提高到520元", "居民医保人均财政补助达到520元", "met"),
    ],
)
def test_numbers(promise: str, result: str, outcome: str | None) -> None:
    found = judged(planned(f"力争{promise}"), reviewed(f"全市{result}"))
    assert [one.outcome for one in found] == ([outcome] if outcome else []), [one.actual for one in found]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("免费筛查2.3万名妇女", "met"),  # too few for five years
        ("去年免费筛查妇女1.6万名", "missed"),
        ("免费筛查妇女9.8万名", None),
        ("累计免费筛查妇女2.4万名", None),
    ],
)
def test_a_passage_on_five_years(result: str, outcome: str | None) -> None:
    later = reviewed(f"五年来，我们改善民生。{result}", heading="一、过去五年工作回顾")
    found = judged(planned("力争全年免费筛查妇女2万名"), later)
    assert [one.outcome for one in found] == ([outcome] if outcome else []), [one.actual for one in found]


def test_the_new_plan_tells_where_the_old_one_arrived() -> None:
    later = reviewed("社会保障得到加强", plan="今年居民医保财政补助标准由610元提高到640元")
    (found,) = judged(planned("居民医保财政补助标准由580元提高到610元"), later)
    assert found.outcome == "met" and found.actual is not None and found.actual.text == "610元"


def test_growth_goes_with_its_amount() -> None:
    found = judged(
        planned("要加大科技投入，今年市财政拟安排科技投入7.2亿元，比上年增长19.2%"),
        reviewed("市财政用于科技的支出7.9亿元，增长29.2%。优抚支出1.2亿元，增长47%"),
    )
    assert [one.actual.text for one in found if one.actual] == ["7.9亿元", "29.2%"]
