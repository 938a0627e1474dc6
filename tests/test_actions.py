"""Named actions: what is one, where it begins and ends, its type and its status; what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.actions import find_actions, lexicon
from reportmine.actions.chunks import boundaries, mask
from reportmine.lexicon import load
from reportmine.model import Action, Label, Paragraph


def actions(text: str, label: Label = "achievement") -> list[Action]:
    paragraph = Paragraph(id=7, start=0, end=len(text), kind="body", label=label)
    return find_actions(text, [paragraph])


def names(text: str, label: Label = "achievement") -> list[str]:
    return [action.name for action in actions(text, label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who helps a centre is no part of its name.
        ("协助南川市知识产权保护中心做好预审。", ["南川市知识产权保护中心"]),
        # Lists under one head.
        ("持续开展“铁网”“蓝盾”“护苗”等专项行动。", ["铁网", "蓝盾", "护苗"]),
        ("实施“智改+”“数据兴企”行动，加快转型。", ["智改+", "数据兴企"]),
        (
            "实施种苗繁育、耕地质量和新一轮产能提升行动。",
            ["种苗繁育", "耕地质量", "产能提升行动"],
        ),
        (
            "实施育苗强基工程、品牌培优计划和特产富民工程。",
            ["育苗强基工程", "品牌培优计划", "特产富民工程"],
        ),
        ("打好清河、护湖、净滩保卫战。", ["清河", "护湖", "净滩保卫战"]),
        ("启动夯基补链、绿色织造等重大工程。", ["夯基补链", "绿色织造"]),
        ("举办茶博会、商贸会和首届云岭民歌节等活动。", ["茶博会", "商贸会", "云岭民歌节"]),
        ("完善山洪“1357”预警、重大险情“三快”响应等机制。", ["山洪“1357”预警", "重大险情“三快”响应"]),
        # Quotes: kept round a part, left out round the whole.
        ("“人工智能+”行动提速推进。", ["“人工智能+”行动"]),
        ("“百企千村工程”成效明显。", ["百企千村工程"]),
        ("扎实推进“书香云岭”建设。", ["书香云岭"]),
        # Documents.
        ("出台《云岭市节水办法》《云岭市共建十条措施》。", ["云岭市节水办法", "云岭市共建十条措施"]),
        ("加快云安、石岭铁路项目建设。", ["云安", "石岭铁路项目"]),
        ("《云岭市文艺精品扶持办法》推动作品创作。", ["云岭市文艺精品扶持办法"]),
        ("出台碳排放达峰行动方案。", ["碳排放达峰行动方案"]),
        ("制定了水资源利用总体规划，强化管理。", ["水资源利用总体规划"]),
        # Edition words go, ordinals stay; adverbs and verbs go.
        ("深入推进新一轮找矿增储行动。", ["找矿增储行动"]),
        ("完成第四次水利资源普查，办好第十七届省运会。", ["第四次水利资源普查", "第十七届省运会"]),
        ("提升健康云岭行动质效。", ["健康云岭行动"]),
        ("组织实施供水改革三年行动。", ["供水改革三年行动"]),
        ("推动实施科技兴农六大行动。", ["科技兴农六大行动"]),
        # A verb inside the name of a campaign.
        ("开展打击非法采砂专项行动。", ["打击非法采砂专项行动"]),
        ("深入开展规范涉企检查专项行动。", ["规范涉企检查专项行动"]),
        ("推进江豚等水生动物保护攻坚战。", ["江豚等水生动物保护攻坚战"]),
        # Titles.
        ("获批24个国家现代渔业产业园。", ["国家现代渔业产业园"]),
        ("我市入选首批国家级节水园区建设名单。", ["国家级节水园区建设名单"]),
        ("我县荣获“全国民歌之乡”称号。", ["全国民歌之乡"]),
        ("支持云南创建国家古村保护利用示范区。", ["国家古村保护利用示范区"]),
        ("推进学前教育普惠县创建。", ["学前教育普惠县"]),
        # Works and institutions; masks in names.
        ("开工建设云南调水二期骨干工程和芦坪大型灌区。", ["云南调水二期骨干工程", "芦坪大型灌区"]),
        ("挂牌成立XX市商标服务中心。", ["XX市商标服务中心"]),
        ("推动昆明机场三期改扩建、渝黔高铁等项目建设。", ["昆明机场三期改扩建", "渝黔高铁"]),
        ("设立XX件维权案例库，承办了XX省果品对接会。", ["XX省果品对接会"]),
        ("用好昆明科技成果与知识产权交易中心。", ["昆明科技成果与知识产权交易中心"]),
        ("推进金沙江国家湿地公园（云南段）建设。", ["金沙江国家湿地公园（云南段）"]),
        # Mechanisms.
        ("发挥市节水工作联席会议作用，全面推行河湖长制。", ["市节水工作联席会议", "河湖长制"]),
        ("设立国家新材料创业投资基金。", ["国家新材料创业投资基金"]),
        ("实施企业投资备案承诺制，全面建立市县乡三级林长制体系。", ["企业投资备案承诺制", "林长制"]),
        # Works that are named without a place of the map: a rare word, a number, a body of the place itself.
        ("力争澜屏水库年内下闸。", ["澜屏水库"]),
        ("第三污水处理厂建成投用，12345热线办结率提高。", ["第三污水处理厂", "12345热线"]),
        ("启动市妇幼保健院、市奥体中心建设。", ["市妇幼保健院", "市奥体中心"]),
        ("加快昆明至澜屏高铁宜屏段建设。", ["昆明至澜屏高铁宜屏段"]),
        ("推进生态保护修复试验区建设。", ["生态保护修复试验区"]),
        ("建好云南大豆种子基地和寒带种质资源库。", ["云南大豆种子基地", "寒带种质资源库"]),
        # List marks and what a number counts.
        ("①澜屏水库除险加固工程完工。", ["澜屏水库除险加固工程"]),
        ("云南防洪工程治理堤防23公里。", ["云南防洪工程"]),
        ("澜屏灌区续建配套与节水改造项目完工。", ["澜屏灌区续建配套与节水改造项目"]),
        # Titles.
        ("支持争创一批5A级旅游景区和国家级旅游度假区。", ["5A级旅游景区", "国家级旅游度假区"]),
        ("获评全省先进集体。", ["全省先进集体"]),
        ("某镇被授予县“书香之镇”称号。", ["书香之镇"]),
        # Documents without 《》.
        ("出台关于加快节水的若干意见。", ["关于加快节水的若干意见"]),
        ("出台稳岗惠企十条措施，落实强化保护的八条措施。", ["稳岗惠企十条措施", "强化保护的八条措施"]),
        ("出台稳增长“30条”。", ["稳增长“30条”"]),
        ("颁布实施了统计法。", ["统计法"]),
        # Trains, quotations at the end, quotations as subjects.
        ("开行中欧班列（云岭号）120列。", ["中欧班列（云岭号）"]),
        ("开展燃气安全“百日会战”。", ["燃气安全“百日会战”"]),
        ("“政银担”合作机制惠及千家企业。", ["“政银担”合作机制"]),
        ("第三届云岭采茶节吸引游客10万人次。", ["第三届云岭采茶节"]),
        # The name opens its clause and the verb stands behind it.
        ("云岭年产12万吨石英砂项目竣工投产。", ["云岭年产12万吨石英砂项目"]),
        ("残疾人康复救助项目受益儿童326名。", ["残疾人康复救助项目"]),
        ("“汽车下乡”兑付补贴326万元，“政采贷”累计放款2亿元。", ["汽车下乡", "政采贷"]),
        ("营改增试点顺利扩围，DRG付费改革试点覆盖12家医院。", ["营改增试点", "DRG付费改革试点"]),
        ("农村宅基地改革试点面积扩大，全面推开房票安置试点。", ["农村宅基地改革试点", "房票安置试点"]),
        ("县中医院整体搬迁项目主体封顶，澜屏钢厂二号高炉投产。", ["县中医院整体搬迁项目", "澜屏钢厂二号高炉"]),
        ("县人民医院新院区进度滞后。", ["县人民医院新院区"]),
        ("中国茶叶大会在我市成功举办，首届云岭陶艺周开幕。", ["中国茶叶大会", "云岭陶艺周"]),
        ("人居环境整治“百日会战”清运垃圾3万吨。", ["人居环境整治“百日会战”"]),
        ("投资攻坚行动扎实推进，实施高质量参保行动。", ["投资攻坚行动", "高质量参保行动"]),
        # Works with a short name in a list that shares its head.
        ("澜屏、芦坪、岗下大型水库建成投用。", ["澜屏", "芦坪", "岗下大型水库"]),
        ("打赢清河、护湖、净滩三大保卫战。", ["清河", "护湖", "净滩"]),
        ("与省理工大学共建云岭数字经济学院。", ["云岭数字经济学院"]),
        ("建成智慧水务平台和电子监察系统。", ["智慧水务平台", "电子监察系统"]),
        # Short mechanisms, and money that is set up.
        ("严格执行首问负责制、限时办结制和服务承诺制。", ["首问负责制", "限时办结制", "服务承诺制"]),
        ("推行分税制，实行收支两条线管理制度。", ["分税制", "收支两条线管理制度"]),
        ("设立中小企业转贷应急资金5000万元。", ["中小企业转贷应急资金"]),
        ("全面推行居住证制度、限时报告制度。", ["居住证制度", "限时报告制度"]),
        ("搞好股份制改革试点，土地延包试点扩大到全县。", ["股份制改革试点", "土地延包试点"]),
        ("签订全面禁止电鱼条约。", ["全面禁止电鱼条约"]),
        ("开展“春雷”、“夏安”专项打击。", ["春雷", "夏安"]),
        ("“三严三实”专题教育深入开展。", ["“三严三实”专题教育"]),
        ("印发促进民营经济发展若干措施。", ["促进民营经济发展若干措施"]),
        # Works as the subject of whatever is told of them, and what is done to works.
        ("澜屏高速路基、桥梁完工。", ["澜屏高速"]),
        ("S512澜屏至芦坪公路交工验收，芦渡大桥主墩出水。", ["S512澜屏至芦坪公路", "芦渡大桥"]),
        ("澜屏枢纽二线船闸具备通航条件。", ["澜屏枢纽二线船闸"]),
        ("澜屏高速9月底前建成。", ["澜屏高速"]),
        ("实施芦坪灌区节水改造，启动G587云门段改线。", ["芦坪灌区节水改造", "G587云门段改线"]),
        ("澜屏汽车客运南站投用，澜屏造纸厂投产。", ["澜屏汽车客运南站", "澜屏造纸厂"]),
        ("康宁医院新院区完成设计招标。", ["康宁医院新院区"]),
        ("县政务服务中心进驻单位30个。", ["县政务服务中心"]),
        ("上线澜屏城市大脑。", ["澜屏城市大脑"]),
        ("控制性工程鹰岭隧道贯通。", ["鹰岭隧道"]),
        (
            "开工3个医院项目（芦坪二期、市儿童医院新院区、澜屏区人民医院）。",
            ["芦坪二期", "市儿童医院新院区", "澜屏区人民医院"],
        ),
        # Quotations under a head are names whatever is told of the head.
        ("“春雷”“夏安”等专项行动破获案件300起。", ["春雷", "夏安"]),
        ("抓好种苗、沃土、植保三大工程。", ["种苗", "沃土", "植保"]),
        # An item without a head in a list whose items have theirs is the first half of the last.
        (
            "新建种质保存中心、粮油检测中心、国家食品和药品审评中心。",
            ["种质保存中心", "粮油检测中心", "国家食品和药品审评中心"],
        ),
        # What was won holds a verb, or stands before it.
        ("荣获全国绿色创建示范县、全国节水创建先进县。", ["全国绿色创建示范县", "全国节水创建先进县"]),
        ("云岭县农村金融改革试验区获批。", ["云岭县农村金融改革试验区"]),
        ("芦坪口岸升格为国际性口岸。", ["芦坪口岸"]),
        # Systems and documents.
        ("推行重点工程招投标制，建立水源红线制度。", ["重点工程招投标制", "水源红线制度"]),
        ("落实采购“双合同”制。", ["采购“双合同”制"]),
        ("成立云岭茶业创新联盟。", ["云岭茶业创新联盟"]),
        ("出台降低物流成本20条措施，印发深化水价改革实施意见。", ["降低物流成本20条措施", "深化水价改革实施意见"]),
        ("三季度“双提升”活动综合评比第一。", ["“双提升”活动"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "加强宣传教育，优化营商环境。",
        "推进重大工程建设，实施一批民生项目。",
        "以实际行动践行初心，采取统一行动。",
        "坚决反对搞“形象工程”“政绩工程”。",
        "学习贯彻“三个代表”重要思想，增强“四个意识”。",
        "积极参与共建“一带一路”。",
        "“十四五”规划顺利收官，完成年度计划。",
        "全市高新技术企业增长较快。",
        "健全工作机制，完善各项制度。",
        "完成工程质量抽查，培养工程师。",
        "坚持以经济建设为中心。",
        "舞剧《云岭谣》、《茶山曲》巡演。",
        "《云岭谣》《茶山曲》等精品剧目热播。",
        "越剧《云岭月》和《江上渔火》主演获奖。",
        "《山里的孩子》等影视佳作引发共鸣。",
        "出席全球环境峰会。",
        "反腐败斗争取得成果。",
        "落实基本养老保险制度。",
        "在市民中心设立了受理点。",
        "一是工程建后管护不到位，仍有病险水库61座。",
        "建成集中供水工程64处。",
        "在建工程要抓紧收尾，一般工程一律压减。",
        "坚持校长负责制，落实医疗救助制度。",
        "市中心医院护士驰援外地。",
        "建设校企共建实训基地58个。",
        "培育省级以上龙头企业3家。",
        "产值计划如期完成，施工计划不落空。",
        "主要污染物重点工程减排量达到要求。",
        "对影子银行加强监管。",
        "健全安全生产责任制，落实信访工作责任制。",
        "“三甲”覆盖率达到85%，“一张网”覆盖各类园区。",
        "建设综合能源供给系统，新开通国际客运航线15条。",
        "养老保险试点覆盖24%的县。",
        "对不作为、乱作为严肃问责。",
        "统筹使用资金，加大资金投入。",
        "搞好社会治安综合治理，健全管理制度。",
        "建立严格的内部管理制度，建立现代产权制度。",
        "全年货币发行还比年初计划少一些。",
        "大搞重复建设和劣质工程，抓紧修复水毁工程。",
        "增产适销对路的产品，一期工程拉开序幕。",
        "推进户厕改造和适老化改造，实现对农业的改造。",
        "建设港湾式停靠站30对，一批跨江大桥建成。",
    ],
)
def test_look_alikes(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("开展护航春耕专项行动。", "campaign"),
        ("打赢水源保护攻坚战。", "campaign"),
        ("实施名师强校工程。", "programme"),
        ("开展国际医疗服务试点。", "programme"),
        ("实施安全生产治本三年行动。", "programme"),
        ("印发《云岭市养犬规定》。", "document"),
        ("签署边贸合作备忘录。", "document"),
        ("建立林长制。", "mechanism"),
        ("云岭县入选国家森林康养试点。", "designation"),
        ("建成云南抽水蓄能电站。", "facility"),
        ("建成云南跨江引水工程。", "facility"),
        ("举办云岭山地马拉松。", "event"),
        ("成功承办林果博览会。", "event"),
        ("启动乡村环境整治五年行动。", "programme"),
        ("建成云南输变电工程。", "facility"),
        ("推动澜屏风电项目落地。", "facility"),
        ("打好“发展六仗”。", "campaign"),
        ("云岭县农村金融改革试验区获批。", "designation"),
        ("实施三北防护林六期。", "programme"),
        ("获批建设高原生态技术转化中心。", "facility"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert [action.type for action in actions(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "label", "status"),
    [
        ("实施名师强校工程。", "achievement", "done"),
        ("持续开展护航春耕专项行动。", "achievement", "ongoing"),
        ("护航春耕专项行动有序推进。", "achievement", "ongoing"),
        ("名师强校工程全面实施，成绩很大。", "achievement", "ongoing"),
        ("印发《云岭市养犬规定》。", "achievement", "done"),
        ("实施名师强校工程。", "priority", "planned"),
        ("深入推进名师强校工程。", "priority", "ongoing"),
        ("加快渝黔高铁等前期工作。", "priority", "planned"),
        ("加快渝黔高铁建设。", "priority", "ongoing"),
        ("办好林果博览会。", "priority", "planned"),
        ("实施名师强校工程。", None, "done"),
        ("落实名师强校工程，培训千人。", "priority", "ongoing"),
        ("全面完成供水改革三年行动任务。", "priority", "ongoing"),
        ("推动澜屏水库开工。", "priority", "planned"),
        ("名师强校工程顺利完成。", "achievement", "done"),
        ("澜屏水库大坝封顶。", "achievement", "ongoing"),
        ("扎实开展护航春耕专项行动。", "achievement", "done"),
        ("申报国家森林城市。", "achievement", "planned"),
        ("澜屏高速路基完成过半。", "achievement", "ongoing"),
        ("澜屏大桥主墩出水。", "achievement", "ongoing"),
        ("依托“千村”市场工程改造网点。", "priority", "ongoing"),
    ],
)
def test_status(text: str, label: Label, status: str) -> None:
    assert [action.status for action in actions(text, label)] == [status]


@pytest.mark.parametrize(
    ("text", "label", "reasons"),
    [
        (
            "实施名师强校工程。",
            "achievement",
            [("name", "head-word", "工程"), ("type", "head-word", "工程"), ("status", "review-paragraph", None)],
        ),
        (
            "深入推进名师强校工程。",
            "priority",
            [("name", "head-word", "工程"), ("type", "head-word", "工程"), ("status", "word-before", "深入")],
        ),
        (
            "荣获“全国民歌之乡”。",
            "achievement",
            [("name", "head-word", "之乡"), ("type", "head-word", "之乡"), ("status", "verb", "荣获")],
        ),
        (
            "实施“汽车下乡”。",
            "priority",
            [("name", "quoted", "“汽车下乡”"), ("type", "verb", "实施"), ("status", "plan-paragraph", None)],
        ),
        (
            "印发《云岭市养犬规定》。",
            "achievement",
            [
                ("name", "book-title", "《云岭市养犬规定》"),
                ("type", "book-title", "《云岭市养犬规定》"),
                ("status", "verb", "印发"),
            ],
        ),
        (
            "举办第三届云岭书香汇。",
            "priority",
            [("name", "edition", "第三届"), ("type", "edition", "第三届"), ("status", "plan-paragraph", None)],
        ),
        (
            "澜屏水库大坝封顶。",
            "achievement",
            [("name", "head-word", "水库"), ("type", "head-word", "水库"), ("status", "word-behind", "封顶")],
        ),
    ],
)
def test_why(text: str, label: Label, reasons: list[tuple[str, str, str | None]]) -> None:
    line = "\n" + text
    paragraph = Paragraph(id=7, start=1, end=len(line), kind="body", label=label)
    (action,) = find_actions(line, [paragraph], explain=True)
    told = [(why.field, why.rule, None if why.start is None else line[why.start : why.end]) for why in action.why]
    assert told == reasons


def test_why_of_a_list_is_the_head_behind_it() -> None:
    text = "持续开展“铁网”“蓝盾”等专项行动。"
    paragraph = Paragraph(id=7, start=0, end=len(text), kind="body", label="achievement")
    found = find_actions(text, [paragraph], explain=True)
    assert [(action.name, action.why[0].rule) for action in found] == [("铁网", "list-item"), ("蓝盾", "list-item")]
    assert {text[action.why[0].start : action.why[0].end] for action in found} == {"专项行动"}
    assert [action.why for action in find_actions(text, [paragraph])] == [(), ()]


def test_first_mention_of_a_paragraph_only() -> None:
    text = "实施名师强校工程，名师强校工程覆盖全县。"
    assert [(action.name, action.start) for action in actions(text)] == [("名师强校工程", 2)]


def test_every_paragraph_has_its_own() -> None:
    line = "实施名师强校工程。"
    text = f"{line}\n{line}"
    spans = [(0, len(line)), (len(line) + 1, len(text))]
    paragraphs = [Paragraph(id=i, start=s, end=e, kind="body") for i, (s, e) in enumerate(spans)]
    found = find_actions(text, paragraphs)
    assert [(action.paragraph, action.start) for action in found] == [(0, 2), (1, 12)]


def test_headings_and_furniture_hold_none() -> None:
    text = "实施名师强校工程。"
    for kind in ("title", "heading", "furniture", "salutation"):
        assert find_actions(text, [Paragraph(id=0, start=0, end=len(text), kind=kind)]) == []


def test_full_width_text_keeps_its_own_characters() -> None:
    text = "举办第１２届林果博览会。"
    assert names(text) == ["第１２届林果博览会"]


PIECES = [
    *"、和等，。的 在“”《》",
    "实施",
    "“甲乙”",
    "工程",
    "专项行动",
    "《办法》",
    "3个",
    "XX市",
    "国家",
    "中心",
]
PIECES += ["（试行）", "入选", "举办", "博览会", "推进", "建设", "云南", "机制", "一批", "第三次"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_evidence_and_order(text: str) -> None:
    found = actions(text)
    for action in found:
        assert text[action.start : action.end] == action.name
        assert action.name
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))
    below = Paragraph(id=7, start=1, end=len(text) + 1, kind="body", label="achievement")
    moved = find_actions("\n" + text, [below])
    assert [(a.start - 1, a.end - 1, a.type, a.status) for a in moved] == [
        (a.start, a.end, a.type, a.status) for a in found
    ]


@given(st.text(alphabet="“”‘’《》（）()甲。；、", max_size=60))
@settings(max_examples=100, deadline=None)
def test_masking_keeps_the_length(text: str) -> None:
    masked, brackets = mask(text)
    assert len(masked) == len(text)
    position = 0
    for boundary in boundaries(masked, {bracket.start: bracket for bracket in brackets}, 0, len(masked)):
        assert position <= boundary.start <= boundary.end
        position = boundary.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "“" * 50_000,
        "工程、" * 20_000,
        "开展“甲”行动、" * 5_000,
        "《甲》" * 20_000,
        "X" * 50_000,
    ],
)
def test_hostile_input_is_linear(text: str) -> None:
    started = time.perf_counter()
    actions(text)
    assert time.perf_counter() - started < 20


def test_every_rule_of_a_head_has_a_head() -> None:
    table = lexicon.heads()[1]
    data = load("action_heads")
    for rules in (data["not_after"], data["not_before"]):
        assert [word for word in rules if word not in table] == []
    types = lexicon.shared()[1]
    assert [word for word in lexicon.shared()[0].tags if word not in table and word not in types] == []


def test_opaque_words_hide_something() -> None:
    words = lexicon.boundaries()
    signs = set("和与及或暨的了着等") | {word for word, tag in words.tags.items() if tag != "opaque"}
    for word, tag in words.tags.items():
        if tag == "opaque":
            assert any(sign in word for sign in signs) or set(word) & set("一二两三四五六七八九十"), word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbering before a name is none of it.
        ("（一）润田工程。2021年新修水渠30公里。", ["润田工程"]),
        # 项目 behind works belongs to them, and what is made tells of works.
        ("澜屏县沙溪小学项目已完成征地。", ["澜屏县沙溪小学项目"]),
        ("澜青高速项目核准批复已取得。", ["澜青高速"]),
        ("第二幼儿园项目，占地面积800平方米。", ["第二幼儿园项目"]),
        ("投资3亿元的星澜科技新型电池研发生产项目落地。", ["星澜科技新型电池研发生产项目"]),
        # What stands behind works: 于5月, 选址, 占地.
        ("东山城市书房于5月建成开放，推进云岭医院新院区选址。", ["东山城市书房", "云岭医院新院区"]),
        ("云岭星火滑雪场建成运营，推进青溪文化驿站建设。", ["云岭星火滑雪场", "青溪文化驿站"]),
        ("云岭医院东山院区暨国家康复中心项目开工。", ["云岭医院东山院区暨国家康复中心项目"]),
        ("继续办好经济特区和上海云岭新区。", ["上海云岭新区"]),
        # 全市 and the year behind the verb belong to the name.
        ("制定全市茶产业“强链补链”实施方案。", ["全市茶产业“强链补链”实施方案"]),
        ("举办2024年云岭县灯会节系列活动。", ["2024年云岭县灯会节系列活动"]),
        ("创成53个全省全国名牌产品。", ["全国名牌产品"]),
        # Who gives a title is none of it; a grade alone is no title.
        ("入选云岭省“最美乡村书屋”。", ["最美乡村书屋"]),
        ("舞剧荣获一等奖，另获三等奖和优秀奖。", []),
        ("争创更多省级绿色车间，争创节水企业20家。", []),
        ("完成各项排水管网工程。", []),
        # Newspapers.
        ("作品刊登于《云岭日报》，入选《新闻联播》。", []),
        # Systems.
        ("实行由各级干部分工负责的护林防火目标责任制。", ["护林防火目标责任制"]),
        ("建立完善县领导挂钩联系重点企业制度。", ["县领导挂钩联系重点企业制度"]),
        ("建立城镇居民基本养老保险制度。", ["城镇居民基本养老保险制度"]),
        ("改革养老保险制度。", []),
        # 计划 as a verb, whose plan stays open, meetings at work.
        ("全县粮食生产计划增长5%，信用社计划今年增加贷款。", []),
        ("研究制定本地区、本部门的用水调整方案。", []),
        ("召开全县安全生产工作推进会。", []),
        ("支持小企业上云上平台。", []),
        # 基本养老 is a noun.
        ("实施基本养老服务优化工程。", ["基本养老服务优化工程"]),
    ],
)
def test_edges_and_look_alikes(text: str, expected: list[str]) -> None:
    assert names(text) == expected
