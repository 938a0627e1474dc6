"""Small masked reports: where the own place stands readable, and where only others are named."""

from __future__ import annotations

import time

import pytest

from reportmine.rules import Settings, check
from reportmine.rules.unmasked import NamedNeighbours, UnmaskedPlace

# Every report begins like this; {} are its other lines.
CITY = "2024年工作总结\nXX市坚持稳中求进，主要指标好于预期。\nXX市办实事二十件，群众满意度提升。\n"
COUNTY = "2024年工作总结\n××县坚持农业立县，粮食产量稳定。\n××县新建农村道路三十公里。\n"
PROVINCE = "2024年工作总结\nXX省坚持创新驱动，研发投入增长。\nXX省新增高新技术企业两千家。\n"


def found(text: str, settings: Settings | None = None) -> list[str]:
    rules = (UnmaskedPlace(),)
    return [text[f.start : f.end] for f in check(text, settings=settings, rules=rules)]


def marked(line: str) -> tuple[str, list[str]]:
    pieces = line.replace("⟧", "⟦").split("⟦")
    return "".join(pieces), pieces[1::2]


@pytest.mark.parametrize(
    ("head", "line"),
    [
        # Organs, signatures, headings, documents.
        (CITY, "任务分工\n⟦岳阳⟧市民政局\n2024年12月3日"),
        (CITY, "专班设在⟦宜宾⟧市发展和改革委员会，实行集中办公。"),
        (CITY, "二、⟦滁州⟧市养老服务存在的不足\n护理人员偏少。"),
        (CITY, "全面落实《⟦绍兴⟧市文明行为促进条例》，劝导不文明行为四千次。"),
        (CITY, "制定《⟦周口⟧临港开放三年行动方案》，通航里程延长。"),
        (CITY, "指标\t数值\n⟦上饶⟧市本级\t41\n合计\t97"),
        (CITY, "⟦宜春⟧市委常委会专题研究，逐项推进。"),
        (CITY, "⟦宝鸡⟧市人民医院门诊楼启用，床位增加。"),
        (CITY, "在中共⟦沧州⟧市委领导下，信访积案化解率提高。"),
        (CITY, "据《⟦淮安⟧日报》报道，群众获得感增强。"),
        (CITY, "⟦汉中⟧市供销社改造基层社四十家。"),
        # Arrivals, praise, contrast with outsiders.
        (CITY, "推动总投资十二亿元的电池项目落户⟦宜昌⟧。"),
        (CITY, "两家研究院扎根⟦衢州⟧，转化成果十九项。"),
        (CITY, "吸引八万名大学生来⟦温州⟧就业。"),
        (CITY, "为更高水平的平安⟦德阳⟧贡献力量。"),
        (CITY, "奋力谱写现代化⟦聊城⟧新篇章。"),
        (CITY, "⟦东莞⟧企业与外地企业享受同等待遇。"),
        (CITY, "对外来务工者与⟦嘉兴⟧市民一视同仁。"),
        (CITY, "全省交通运输现场会在⟦鹰潭⟧召开，我市作经验介绍。"),
        (CITY, "到⟦济宁⟧投资的浙商新增六十人。"),
        (CITY, "我们⟦广元⟧山清水秀，发展康养条件优越。"),
        # Achievements and own things.
        (CITY, "全国百强榜单公布，⟦常州⟧占据七席。"),
        (CITY, "中欧班列集结中心名单中，⟦遵义⟧成功入选。"),
        (CITY, "⟦洛阳⟧老街客流火爆，日均接待游客三万人次。"),
        (CITY, "农产品出海提速，⟦宁德⟧大黄鱼远销三十个国家。"),
        (CITY, "在全国技能大赛上，⟦芜湖⟧代表队夺得金牌两枚。"),
        (CITY, "“⟦丽水⟧山耕”品牌溢价三成。"),
        (CITY, "⟦荆门⟧市新增上市公司两家，⟦荆门⟧高新区进位十名。"),
        (CITY, "用电量增速高于随州，⟦黄石⟧港吞吐量突破五千万吨。"),
        (CITY, "与南京结对共建，⟦商洛⟧香菇走进长三角商超。"),
        # Short forms.
        (CITY, "兑现奖补资金，惠及在⟦潭⟧企业三百家。"),
        (CITY, "邀请⟦郴⟧籍企业家返乡座谈。"),
        (CITY, "⟦蚌⟧企出口逆势增长两成。"),
        (CITY, "驻⟦烟⟧高校毕业生留用率提高。"),
        (CITY, "（⟦渭⟧政办发〔2024〕7号）要求逐项落实。"),
        (CITY, "⟦衡阳⟧市委高位推动，服务在⟦衡⟧央企，⟦衡⟧企满意度提升。"),
        (CITY, "引导⟦莆⟧商回归，新签项目二十三个。"),
        # Counties of a masked city, and masked counties and provinces.
        (CITY, "试点经验由⟦醴陵⟧市财政局率先推行。"),
        (CITY, "改革由⟦攸⟧县人民政府先行先试。"),
        (CITY, "新建水厂覆盖⟦桑植⟧县、⟦慈利⟧县，受益群众十二万人。"),
        (COUNTY, "总投资三亿元的智慧粮库落户⟦正阳⟧。"),
        (COUNTY, "⟦蒙阴⟧县农业农村局获评先进集体。"),
        (COUNTY, "三、⟦罗平⟧县产业发展的短板\n加工率偏低。"),
        (COUNTY, "“⟦盱眙⟧龙虾”品牌价值居同类首位。"),
        (COUNTY, "建设更高水平的平安⟦凤冈⟧，⟦凤冈⟧锌硒茶远销海外。"),
        (PROVINCE, "《⟦江西⟧省优化营商环境条例》修订施行。"),
        (PROVINCE, "“⟦山西⟧药茶”亮相丝路博览会，签约两亿元。"),
        (PROVINCE, "优化服务，在⟦皖⟧央企增资扩产。"),
        (PROVINCE, "⟦贵州⟧省教育厅新增学位十二万个。"),
        (PROVINCE, "全力打造健康⟦福建⟧，人均预期寿命提高。"),
        (PROVINCE, "改革试点在⟦常德⟧市财政局先行展开。"),
        # The title alone, and other masks.
        ("⟦阜阳⟧市残联2024年工作总结\n〇〇市完成康复救助九百人。\n〇〇市建成示范站五个。", ""),
        ("2024年某市商务工作总结\n某市新增外贸主体二百家。", "进口博览会上⟦台州⟧交易团成交一亿美元。"),
        ("***市政务服务工作总结\n***市推出集成办件十二项。\n", "⟦泰州⟧市数据局牵头抓总。"),
    ],
)
def test_own_place_is_found(head: str, line: str) -> None:
    text, expected = marked(head + line)
    assert found(text) == expected


@pytest.mark.parametrize(
    ("head", "line"),
    [
        # Compared with.
        (CITY, "增速高于芜湖、低于合肥，居全省第四位。"),
        (CITY, "与徐州相比差距明显，要对标苏州补短板。"),
        (CITY, "岳阳增长百分之七，常德增长百分之六，均快于我市。"),
        (CITY, "周边城市竞相发力，宜昌获批国家级示范区，荆州入选试点。"),
        (CITY, "城市\t增速\n长沙市\t6.1\n湘潭市\t5.9\n衡阳市\t6.3"),
        (CITY, "标兵渐行渐远，洛阳市新增单项冠军八家。"),
        (CITY, "总量仅次于绵阳，比德阳多三十亿元。"),
        # Visited, learned from, worked with.
        (CITY, "组织干部赴嘉兴学习，借鉴温州民营经济经验。"),
        (CITY, "青岛市选派医生十二名来我市支医，捐赠设备价值百万元。"),
        (CITY, "与宁波市签订协作协议，宁波援助资金两亿元。"),
        (CITY, "协作期内，泉州市投入帮扶资金八千万元，泉州企业来我市建厂六家。"),
        (CITY, "深圳市发展和改革委员会来访，洽谈产业转移。"),
        (CITY, "会同绵阳市水利局开展联合巡河。"),
        (CITY, "学习《南通市家庭教育促进条例》，完善配套措施。"),
        (CITY, "“义乌经验”“晋江经验”值得借鉴。"),
        (CITY, "三、苏州园区建设经验的启示\n规划先行。"),
        (CITY, "承接东莞电子信息产业转移，引进佛山陶瓷企业四家。"),
        (CITY, "开通至徐州、连云港的铁海联运班列，直飞昆明航线加密。"),
        (CITY, "在上海举办推介会，在深圳设立离岸孵化器，研发中心落户杭州。"),
        (CITY, "抓获潜逃至汕头的嫌疑人，由湛江警方押解回。"),
        (CITY, "外地客商考察团中，无锡客商二十人，宁波专家六人。"),
        (CITY, "组织劳务输出，到东莞就业四千人。"),
        (CITY, "白茶远销大连，香菇畅销沈阳。"),
        # Firms, schools, lines, words that look like names.
        (CITY, "引进贵州茅台配套企业，与青岛啤酒合作，华东理工、合肥工业大学设研究院。"),
        (CITY, "郑州商品交易所设交割库，徽商银行新设支行。"),
        (CITY, "在推广安全用电的同时，确保定期巡查，长治久安。"),
        (CITY, "朝阳产业加快发展，大连片种植，四平八稳不可取，日照时间充足。"),
        (CITY, "阿里巴巴设客服中心，来宾签到有序。"),
        (CITY, "省政府批复，湖南省财政厅下达资金，湖南好物展销。"),
        (CITY, "在京企业座谈，驻深招商分局跟踪，走访在沪商会。"),
        (CITY, "惠企政策落地，国企央企踊跃，校企合作加深，允许企事业单位试点。"),
        (CITY, "赴襄阳拜访在襄企业，对接襄企转移项目。"),
        (CITY, "与安化县人民政府签订协议，赴桃江县、南县考察。"),
        (CITY, "在本地企业、在地高校中推广，来信办理及时，来宜旅游。"),
        (CITY, "长江、湘江干流水质达标，京广铁路扩能，沪昆高铁提速。"),
        (COUNTY, "在县委领导下，株洲市水利局下达资金，湖南省农科院派专家。"),
        (COUNTY, "粮食单产高于正阳，与泌阳县结对。"),
        (COUNTY, "同心同德，共和国功勋，和平稳定，资源节约，建设文明平安家园。"),
        (COUNTY, "对口支援单位嘉兴市南湖区援建学校两所，南湖区教育局选派教师。"),
        (PROVINCE, "与湖北省共建产业园，学习浙江“千万工程”经验。"),
        (PROVINCE, "广东省投入援助资金三亿元，广东企业来我省投资。"),
        (PROVINCE, "增速快于江西、湖南，山东、河南分列前两位。"),
        # Nothing is masked, or the title tells.
        ("荆门市2024年工作总结\n荆门市新增企业XX家。", "在荆企业受益，荆门占据三席。"),
        ("岳阳市法院工作报告\n审结XX市XX公司一案，XX市XX区判决生效，岳阳市法官办案增多。", "岳阳法治环境向好。"),
        ("2024年工作总结\n新增专利XX件。", "株洲占据三席，在株企业受益。"),
    ],
)
def test_other_places_are_none(head: str, line: str) -> None:
    assert found(head + line) == []


def test_the_home_that_the_user_tells() -> None:
    text = CITY + "雨后的株洲格外安静。"
    assert found(text) == []
    assert found(text, Settings(home="湖南省株洲市")) == ["株洲"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("增速高于芜湖、蚌埠。", ["芜湖、蚌埠"]),
        ("增速高于芜湖。", []),
        ("与芜湖签订协议。", []),
        ("与芜湖、蚌埠签订协议。", []),
        ("高于芜湖、蚌埠，低于滁州、安庆。", ["芜湖、蚌埠"]),
    ],
)
def test_neighbours_are_told_once(line: str, expected: list[str]) -> None:
    text = CITY + line
    findings = check(text, rules=(NamedNeighbours(),))
    assert [text[f.start : f.end] for f in findings] == expected


@pytest.mark.parametrize(
    "unit",
    ["落户宜昌", "宜昌市", "宜昌、襄阳", "XX市宜昌", "在株企业", "《宜昌", "\n宜昌", "“宜昌", "攸县、", "宜昌获评，"],
)
def test_long_texts_take_no_longer_than_their_length(unit: str) -> None:
    text = CITY + unit * (50_000 // len(unit))
    started = time.perf_counter()
    check(text, rules=(UnmaskedPlace(), NamedNeighbours()))
    assert time.perf_counter() - started < 8
