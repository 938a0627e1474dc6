from __future__ import annotations

import pytest
from conftest import CORPUS, analyzed, bare_report

from reportmine.lexicon import load
from reportmine.measures.attention import FIELDS, measure_attention, topic_of, topics, vocabulary
from reportmine.measures.parts import SCOPES, prose_of

# Sentences of our own.
TABLE = [
    ("地区生产总值增长6.2%，固定资产投资增长8%。", "economy", "macro"),
    ("发放消费券3000万元，社会消费品零售总额增长5%。", "economy", "consumption"),
    ("培育百亿级产业集群3个，规上工业企业达到420家。", "economy", "industry"),
    ("粮食产量稳定在40万吨，新建高标准农田6万亩。", "economy", "agriculture"),
    ("全社会研发投入强度达到2.1%，新增省级重点实验室1家。", "economy", "technology"),
    ("推动人工智能与数字经济融合，算力规模翻一番。", "economy", "digital"),
    ("绕城高速公路建成通车，改造农村公路120公里。", "economy", "transport"),
    ("完成12座水库除险加固，新增光伏装机20万千瓦。", "economy", "infrastructure"),
    ("统筹推进城市更新和新型城镇化，改造老旧小区18个。", "economy", "urban"),
    ("压减一般性支出，财政资金优先用于“三保”。", "economy", "fiscal"),
    ("制造业贷款余额增长15%，防范化解金融风险。", "economy", "finance"),
    ("深化国有企业改革，支持民营企业发展壮大。", "economy", "reform"),
    ("进出口总额增长9%，实际利用外资2亿美元。", "economy", "opening"),
    ("接待游客800万人次，创建国家4A级景区1个。", "economy", "tourism"),
    ("驰而不息纠治形式主义、官僚主义，推进廉洁政府建设。", "politics", "government"),
    ("自觉接受人大法律监督和政协民主监督。", "politics", "law"),
    ("支持国防和军队建设，做好退役军人服务保障。", "politics", "defence"),
    ("坚持“一国两制”，推进祖国统一。", "politics", "foreign"),
    ("新建图书馆、博物馆各1座，保护传承非物质文化遗产。", "culture", "culture"),
    ("办好市运会，开展全民健身活动。", "culture", "sport"),
    ("新增义务教育学位3000个，引进教师200名。", "society", "education"),
    ("推进医共体建设，市人民医院新院区投入使用。", "society", "health"),
    ("城镇新增就业1.2万人，零就业家庭动态清零。", "society", "employment"),
    ("提高城乡低保和特困人员救助标准。", "society", "livelihood"),
    ("建设保障性住房2000套，改造危房150户。", "society", "housing"),
    ("压实安全生产责任，坚决防范重特大事故。", "society", "safety"),
    ("PM2.5平均浓度下降8%，城区黑臭水体全面消除。", "ecology", "pollution"),
    ("完成造林5万亩，修复湿地300公顷。", "ecology", "nature"),
    ("单位产值能耗下降3%，碳排放强度持续降低。", "ecology", "low_carbon"),
    ("一年来，我们主要做了以下工作：", "none", "none"),
    ("向各民主党派、驻市部队官兵表示衷心感谢！", "none", "none"),
    ("", "none", "none"),
]


@pytest.mark.parametrize(("sentence", "field", "topic"), TABLE)
def test_topic_of(sentence: str, field: str, topic: str) -> None:
    assert topic_of(sentence) == (field, topic)


def test_the_table_names_every_topic() -> None:
    assert {topic for _, _, topic in TABLE} == {row["name"] for row in load("policy_fields")["topic"]} | {"none"}


def test_the_data_file() -> None:
    data = load("policy_fields")
    terms = [term for row in data["topic"] for term in (*row["terms"], *row["weak"])]
    assert len(terms) == len(set(terms))
    assert not set(terms) & set(data["not"])
    assert {row["field"] for row in data["topic"]} | {"none"} == set(FIELDS)


@pytest.mark.parametrize("name", ["county-2023", "state-1998", "ip-report-masked-2023"])
def test_shares_add_up(name: str) -> None:
    report = analyzed(CORPUS / f"{name}.txt")
    rows = {(row.part, row.name): row for row in measure_attention(report)}
    assert len(topics(report)) == len(prose_of(report).sentences)
    for scope in SCOPES:
        characters = prose_of(report).characters[scope]
        assert sum(rows[scope, field].numerator or 0 for field in FIELDS) == characters
        for field in FIELDS[:-1]:
            below = [row for (part, name), row in rows.items() if part == scope and name.startswith(f"{field}.")]
            assert rows[scope, field].numerator == sum(row.numerator or 0 for row in below)
        for field in FIELDS:
            value = rows[scope, field].value
            assert (value is None) == (characters == 0)
    assert {row.dictionary_version for row in rows.values()} == {vocabulary().version}


def test_empty_report() -> None:
    assert {row.value for row in measure_attention(bare_report(""))} == {None}
