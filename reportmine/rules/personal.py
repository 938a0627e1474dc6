"""Numbers of persons in a text: identity numbers, mobiles, bank cards, passports.

Takes a ``Page``, gives the number without its label. Only what a check digit or a label makes sure. Words are in
``data/secrets.toml``. Read next: ``rules/contacts.py``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.model import Severity
from reportmine.patterns import regex
from reportmine.rows import Cell, Table, find_tables
from reportmine.rules.rule import Hit, Page, PatternRule, Rule

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODES = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)


def _any(*keys: str) -> str:
    return alternatives(strings("secrets", "personal", *keys))


def labelled(label: re.Pattern[str], norm: str, start: int) -> bool:
    """Whether a label, whose pattern ends in ``$``, leads up to the offset."""
    return label.search(norm[max(0, start - 24) : start]) is not None


def check_digit(first17: str) -> str:
    """The eighteenth character of an identity number (GB 11643).

    >>> check_digit("11010519491231002")
    'X'
    """
    return _CODES[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def luhn(digits: str) -> bool:
    """Whether a card number passes the check of ISO/IEC 7812."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return 1850 <= year <= 2100


class IdentityNumber(PatternRule):
    """The identity number of a person stands in the text.

    **What it finds.** Eighteen digits (the last may be X; in groups of 6, 8 and 4, too, or broken once, as over the
    end of a line) with a province, a date and the right check digit; with a wrong one, broken more than once, or
    fifteen digits, only after 身份证 and the like. Masked numbers (4302**********1234) are none.

    **Why.** Lists with thousands of full numbers have been published; they are the key to accounts and loans.

    **Example.** ``身份证号：11010519491231002X``

    **What to do.** Delete it or leave the first four digits.

    **Norm.** 规定: 《个人信息保护法》第二十五条 (no publication without consent), 第二十八条 (敏感个人信息);
    《政府信息公开条例》第十五条; GB 11643 for the number.
    """

    id = "RM601"
    name = "identity-number"
    category = "personal"
    severity = "high"
    reads = "all"
    message = "文中出现完整的公民身份号码"
    advice = "删除号码，确需列出的只保留前四位，其余以 * 代替"
    hit = (
        "张三⟦11010519491231002X⟧到场",
        "身份证号：⟦110105194912310021⟧",
        "身份证：⟦110105491231002⟧",
        "公民身份号码 ⟦１１０１０５１９４９１２３１００２Ｘ⟧",
        "证件号码：⟦110105 19491231 002X⟧",
        "身份证号⟦11010519491\n231002X⟧，户名张三 ⟦1101051949 1231002X⟧",
        "身份证号 ⟦1101 0519 49123 1002X⟧，身份证⟦110105 491231 002⟧",
    )
    miss = (
        "统一社会信用代码91110105194912310X",
        "编号110105194912310021",
        "4301**********1234",
        "流水号123456789012345678",
        "合同额110105491231002元",
    )

    pattern = regex(
        r"\d(?<![A-Za-z0-9.]\d)"
        r"(?:\d{16}[\dXx]|\d{14}|\d{5}[ -]\d{6}[ -]\d{3}"
        r"|\d{5}([ -])\d{4}\1?\d{4}\1\d{3}[\dXx]|(?: \d){16} [\dXx])(?![A-Za-z0-9])",
        re.ASCII,
    )
    _LABEL = regex(rf"(?:{_any('id_labels')})[^\d\n]{{0,8}}\n?$")
    # By the end of a line, or by whatever a scanner saw between the digits.
    _BROKEN = regex(
        r"[1-8]\d(?<![A-Za-z0-9.]\d\d)(?=(?P<rest>(?:[ \n-]{0,3}\d){15}[ \n-]{0,3}[\dXx])(?![A-Za-z0-9]))", re.ASCII
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Whole numbers, then those that are broken."""
        if not page.has_long_number:
            return
        yield from super().find(page)
        for match in self._BROKEN.finditer(page.norm):
            pieces = re.split("[ \n-]+", match.group() + match["rest"])
            number = "".join(pieces).upper()
            if len(pieces) == 1 or self.pattern.match(page.norm, match.start()):
                continue
            if number[:2] not in _PROVINCES or not _is_date(int(number[6:10]), int(number[10:12]), int(number[12:14])):
                continue
            once = len(pieces) == 2 and check_digit(number[:17]) == number[17]
            if once or labelled(self._LABEL, page.norm, match.start()):
                yield Hit(match.start(), match.end("rest"))

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether date and province are possible and the check digit or a label is right."""
        number = re.sub("[ -]", "", match.group()).upper()
        if number[:2] not in _PROVINCES:
            return False
        has_label = labelled(self._LABEL, norm, match.start())
        if len(number) == 15:
            return has_label and _is_date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
        dated = _is_date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        return has_label or (dated and check_digit(number[:17]) == number[17])


class Mobile(PatternRule):
    """The mobile number of a person stands in the text.

    **What it finds.** Eleven digits from 13 to 19, whole or as 138 0013 8000, 138-0013-8000 or 138.0013.8000, that are
    no amount and no part of a longer number, with +86 or 0086 before; after 手机 and the like broken in any way,
    too. 138****8000 is masked and none.

    **Why.** A private number in a public notice is called by strangers for years.

    **Example.** ``联系人手机：13800138000``

    **What to do.** Give the number of the office.

    **Norm.** 规定: 《个人信息保护法》第四条, 第六条 (no more than is needed), 第二十五条 (no publication without
    consent).
    """

    id = "RM602"
    name = "mobile"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "文中出现个人手机号码"
    advice = "换成办公电话，或者隐去中间四位"
    hit = (
        "手机：⟦13800138000⟧",
        "请联系⟦138 0013 8000⟧。",
        "（+86 ⟦138-0013-8000⟧），⟦138—0013—8000⟧",
        "电话⟦１３８００１３８０００⟧",
        "⟦138.0013.8000⟧，0086-⟦13800138000⟧，(+86)⟦13800138000⟧",
        "手机：⟦1 3 8 0 0 1 3 8 0 0 0⟧，微信⟦1380013\n8000⟧",
    )
    miss = (
        "坐标13.1380.0138，13800138000.00",
        "电话：1 3层会议室 800 1380",
        "收入13800138000元",
        "收支决算（单位：元）\n一般公共预算收入\t13800138000\n",
        "单号213800138000",
        "138****8000",
        "0.13800138000",
        "产量15012345678吨",
        "商标注册号：13800138000",
    )

    pattern = regex(
        r"1(?:(?<![\d.A-Za-z_+-]1)|(?<=861)|(?<=86-1))[3-9]\d(?:[ —–-]?\d{4}[ —–-]?\d{4}|\.\d{4}\.\d{4})"
        r"(?![\dA-Za-z_*]|[.-]\d)",
        re.ASCII,
    )
    _PREFIX = regex(r"(?<![\dA-Za-z._+-])(?:[(（](?:\+|00)?86[)）]|(?:\+|00)?86)[- ]?$")
    # As a scanner reads it, or over the end of a line.
    _BROKEN = regex(r"1(?<![\d.A-Za-z_+-]1)[ .\n-]{0,3}[3-9](?:[ .\n-]{0,3}\d){9}(?![\dA-Za-z_*]|[.-]\d)", re.ASCII)
    _LABELS = strings("secrets", "personal", "mobile_labels")
    _LABEL = regex(rf"(?:{alternatives(_LABELS)})[^\d\n]{{0,6}}$")
    _OTHER_NUMBER = regex(rf"(?:{_any('not_phone_after')})[^\d\n]{{0,3}}$")
    # 一般公共预算收入, 合计: what follows in the next cell is in yuan.
    _OF_AN_ACCOUNT = regex(r"(?:收入|支出|总额|合计|小计|总计|金额|产值|资产|负债|预算|决算|余额|税|总量)[ \t|│]+$")
    _AMOUNT = tuple(strings("secrets", "personal", "not_phone_before"))

    def find(self, page: Page) -> Iterator[Hit]:
        """Whole numbers, then those that are broken."""
        norm = page.norm
        for match in self.pattern.finditer(norm):
            prefix = self._PREFIX.search(norm[max(0, match.start() - 9) : match.start()])
            joined = norm[match.start() - 1 : match.start()]
            if (prefix or not (joined.isdigit() or joined == "-")) and self.accepts(norm, match):
                yield Hit(match.start(), match.end())
        for line in page.lines_with(self._LABELS):
            for match in self._BROKEN.finditer(norm, line.start, min(len(norm), line.end + 12)):
                has_label = labelled(self._LABEL, norm, match.start())
                if has_label and not match.group().isdigit() and not self.pattern.match(norm, match.start()):
                    yield Hit(match.start(), match.end())

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether it is no number of something else and counts nothing."""
        other = labelled(self._OTHER_NUMBER, norm, match.start())
        # A row of a table: 一般公共预算收入, and what it came to in yuan.
        row = norm[norm.rfind("\n", 0, match.start()) + 1 : match.start()]
        other = other or self._OF_AN_ACCOUNT.search(row) is not None
        return not other and not norm.startswith(self._AMOUNT, match.end())


class BankCard(PatternRule):
    """The number of a bank card stands in the text.

    **What it finds.** Fifteen to nineteen digits that pass the check of ISO/IEC 7812, after 卡号, 账号,
    开户行; after 银行卡 and the like those, too, that do not.

    **Why.** With a name it is enough for a fraud.

    **Example.** ``卡号：6222020000000000004``

    **What to do.** Delete it or leave the last four digits.

    **Norm.** 规定: 《个人信息保护法》第二十八条 (accounts are sensitive data).
    """

    id = "RM603"
    name = "bank-card"
    category = "personal"
    severity = "high"
    reads = "all"
    message = "文中出现银行卡号"
    advice = "删除卡号，确需列出的只保留后四位"
    hit = (
        "卡号：⟦6222020000000000000⟧",
        "开户银行某行，账号⟦6222 0200 0000 0000 000⟧",
        "银行卡号：⟦6222020000000000001⟧",
        "工行卡（⟦622202 0000 0000 00000⟧），卡号⟦622202000\n0000000000⟧",
    )
    miss = ("卡号：6222020000000000001", "项目编码6222020000000000000", "账户余额6222020000000000000元")

    pattern = regex(
        r"[3-6](?<![\dA-Za-z.][3-6])\d{3}(?:(?:(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?|(?:[ -]?\d{4}){2}[ -]?\d{3}"
        r"|(?:[ -]?\d){11,15})(?![\dA-Za-z]|\.\d)|(?:\d|\n ?(?=\d{3})){12,17}(?<=\d)(?![\dA-Za-z]|\.\d))",
        re.ASCII,
    )
    _LABEL = regex(rf"(?:{_any('bank_labels')})[^\d\n。；]{{0,16}}$")
    _CARD = regex(rf"(?:{_any('card_labels')})[^\d\n。；]{{0,8}}$")

    def find(self, page: Page) -> Iterator[Hit]:
        """The matches that are accepted."""
        return super().find(page) if page.has_long_number else iter(())

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether it is labelled and checks, or is called a card's."""
        digits = re.sub("[ \n-]", "", match.group())
        if not 15 <= len(digits) <= 19 or norm.startswith("元", match.end()):
            return False
        return labelled(self._CARD, norm, match.start()) or (
            luhn(digits) and labelled(self._LABEL, norm, match.start())
        )


class Passport(Rule):
    """The number of a passport or a travel permit stands in the text.

    **What it finds.** One or two letters with seven or eight digits, or eight digits, after 护照, 港澳通行证 and
    the like. In a text that speaks of passports E and eight digits, or EA and seven, count without a label: lists
    have it in the first line only.

    **Why.** With a name it opens accounts and books journeys.

    **Example.** ``护照号码：E12345678``

    **What to do.** Delete it or leave the last three digits.

    **Norm.** 规定: 《个人信息保护法》第四条, 第二十五条; GB/T 35273 counts passports among 个人敏感信息.
    """

    id = "RM606"
    name = "passport"
    category = "personal"
    severity = "high"
    reads = "all"
    message = "文中出现护照或通行证号码"
    advice = "删除号码，确需列出的只保留后三位"
    hit = ("护照号码：⟦E12345678⟧", "持护照（⟦EA1234567⟧）入境", "台胞证号 ⟦01234567⟧", "护照号\n张三 ⟦E12345678⟧")
    miss = ("办理护照12345678人次", "护照办理量同比增长", "型号E12345678", "护照号：E1234****")

    _LABELS = strings("secrets", "personal", "passport_labels")
    _LABELLED = regex(
        rf"(?:{alternatives(_LABELS)})[^A-Za-z\d\n。；]{{0,8}}"
        r"(?P<value>[A-Z]{1,2}\d{7,8}|(?<=[证号码: （：])\d{8})(?![A-Za-z\d*]|[人本件万份])",
        re.ASCII,
    )
    _BARE = regex(r"E(?<![A-Za-z\d]E)(?:\d{8}|[A-Z]\d{7})(?![A-Za-z\d*])", re.ASCII)

    def find(self, page: Page) -> Iterator[Hit]:
        """Labelled numbers, then those of the commonest form in a text about passports."""
        for line in page.lines_with(self._LABELS):
            for match in self._LABELLED.finditer(page.norm, *line):
                yield Hit(*match.span("value"))
        if "护照" in page.norm:
            for match in self._BARE.finditer(page.norm):
                yield Hit(match.start(), match.end())


class TableNumber(Rule):
    """A table lists persons with their numbers.

    **What it finds.** Under 电话, 身份证号, 银行卡号 and the like, beside a column of names: numbers that their form
    alone does not tell, as telephones of seven or eight digits, cards and identity numbers that do not check.
    Telephones of offices (办公电话, or a column 职务 or 单位) are low.

    **Why.** A list of this kind is what most leaks of personal data are.

    **Example.** ``姓名 | 电话`` over ``王小明 | 8800123`` → ``8800123``

    **What to do.** Leave the column out.

    **Norm.** 规定: 《个人信息保护法》第四条, 第六条 (no more than is needed), 第二十五条 (no publication without
    consent), 第二十八条 (sensitive data).
    """

    id = "RM607"
    name = "table-number"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "表格把姓名与电话、身份号码或银行账号列在一起"
    advice = "删去号码一列，或者隐去中间几位"
    hit = (
        "姓名\t电话\n王小明\t⟦8800123⟧\n李桂兰\t⟦0700-8800124⟧",
        "序号 | 户主 | 身份证号 | 一卡通账号\n1 | 王小明 | ⟦110105194912310021⟧ | ⟦6210981234567890⟧",
        "姓名  职务  办公电话\n王小明  主任  ⟦8800123⟧",
    )
    miss = (
        "姓名\t电话\n王小明\t138****8000\n李桂兰\t不详",
        "指标\t电话用户\n2023年\t8800123",
        "单位\t联系电话\n青石镇政府\t8800123",
        "姓名\t联系电话\n王小明\t12345",
    )

    _PERSON = regex(r"[\u4e00-\u9fff](?:[ \u4e00-\u9fff·]{1,10})")
    _FORMS = {
        "id": regex(r"\d{17}[\dXx]|\d{15}"),
        "card": regex(r"\d{12,19}|\d{4}(?: \d{4}){2,3}(?: \d{1,3})?"),
        "phone": regex(r"(?:[(（]?0\d{2,3}[)）]?[- —]?)?[2-9]\d{2,3}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}"),
    }

    def find(self, page: Page) -> Iterator[Hit]:
        """The numbers of every row that begins with, or holds, a person's name."""
        words = load("persons")
        for table in find_tables(page, tuple(words["status"]["name_columns"])):
            names = table.columns(tuple(words["status"]["name_columns"]))
            for kind, form in self._FORMS.items():
                for at in table.columns(tuple(words["numbers"][kind])):
                    for row in table.rows:
                        if at < len(row) and form.fullmatch(row[at].text) and self._has_name(row, names):
                            yield Hit(row[at].start, row[at].end, self._severity(table, at, kind))

    def _has_name(self, row: tuple[Cell, ...], names: list[int]) -> bool:
        return any(at < len(row) and self._PERSON.fullmatch(row[at].text) for at in names)

    @staticmethod
    def _severity(table: Table, at: int, kind: str) -> Severity:
        """Offices publish their telephones; identity and card numbers are grave."""
        if kind != "phone":
            return "high"
        numbers = load("persons")["numbers"]
        of_office = at in table.columns(tuple(numbers["office"])) or bool(table.columns(tuple(numbers["offices"])))
        return "low" if of_office else "medium"


RULES: tuple[Rule, ...] = (
    IdentityNumber(), Mobile(), BankCard(), Passport(), TableNumber(),
)  # fmt: skip
