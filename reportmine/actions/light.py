"""What is left out at the beginning of a chunk: adverbs, particles, light verbs, and who does it.

Takes a chunk and the masked text; moves its ``start`` and notes the verb that was left out. Read next:
``chunks.py``, which calls it for every chunk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportmine.actions import lexicon

if TYPE_CHECKING:
    from reportmine.actions.chunks import Chunk

# 服务业, 创新型, 开发区: no verb.
_NOUN_MAKERS = frozenset("业型化性区员者力券")
# 建设年, 提升月; but 新建|县图书馆.
_SHORT_HEADS = frozenset("年月周节会奖法展赛")
_NO_PARTS = ("专项",)
# 服务贸易, 运营公司, 重点产业, 联合国: no verbs before these.
_NOUNS = {"服务": "贸消外承", "运营": "公商中管", "重点": "产领行区项流基", "联合": "国"}
_GOVERNING = frozenset(["run", "issue", "host", "win", "found", "build", "use", "create"])


def strip_light(chunk: Chunk, masked: str) -> None:
    """Leaves light words out at the beginning of ``chunk``, which is not empty.

    实施保护鸟类行动 keeps its verb, because 实施 governs the name; 推进建设 gives the verb 建设 away.
    """
    while masked[chunk.start] == lexicon.PAREN:
        # （一）润田工程: no name begins with brackets.
        chunk.start += 1
        if chunk.start == chunk.end:
            return
    light = lexicon.light()
    if not chunk.opened and masked[chunk.start] in light.initials and light.at(masked, chunk.start) is not None:
        pushed = chunk.verb_word in lexicon.helpers("pushing")
        bound = chunk.left in ("num", "de") or (chunk.left == "verb" and chunk.verb in _GOVERNING and not pushed)
        while chunk.start < chunk.end and (length := _light_at(chunk, masked, bound)):
            chunk.start += length
    if chunk.left != "stop" and chunk.verb_word in lexicon.helpers("encouraging"):
        _leave_doer_out(chunk, masked)
    while chunk.start < chunk.end and masked[chunk.start] in " \u200b":
        chunk.start += 1
    while chunk.end > chunk.start and masked[chunk.end - 1] == " ":
        chunk.end -= 1


def _light_at(chunk: Chunk, masked: str, bound: bool) -> int:
    """The length of the light word at the beginning of ``chunk``, 0 when there is none."""
    light, start = lexicon.light(), chunk.start
    word = light.at(masked, start)
    if word is None or start + len(word) > chunk.end:
        return 0
    if word == "成" and (masked[start + 1 : start + 2] in "果效就品" or lexicon.places().at(masked, start) is not None):
        # 成渝 is a place, 成果 a noun.
        return 0
    after = start + len(word)
    rest = masked[after : after + 1]
    if word == "基本" and rest in "养医农公":
        # 基本养老金 is a noun, 基本建成 no name.
        return 0
    if word[-1] == "内" and rest == "外":
        return 0
    if light.tags[word] == "verbs":
        # 建设年, 提升行动, 服务中心 are heads with a verb.
        head = lexicon.heads()[0].at(masked, after) or "甲乙丙"
        part = (len(head) == 2 and head not in _NO_PARTS and head not in lexicon.lines()) or head in _SHORT_HEADS
        if rest and rest in _NOUNS.get(word, ""):
            return 0
        if rest not in (lexicon.QUOTE, lexicon.TITLE) and (bound or rest in _NOUN_MAKERS or part):
            return 0
        verb_class = lexicon.light_classes().get(word)
        if verb_class is not None:
            chunk.verb, chunk.verb_word = verb_class, word
    elif len(word) == 1:
        return _particle_at(chunk, masked, word, rest)
    return len(word)


def _particle_at(chunk: Chunk, masked: str, word: str, rest: str) -> int:
    places = lexicon.particles("places_of_action")
    if word in places:
        if rest in places[word]:
            return 0
        # 在市民中心设立…: where it happens is not what is done.
        chunk.verb = chunk.verb or "place"
        return 1
    particles = lexicon.particles("particles")
    if word in particles:
        return int(rest not in particles[word])
    after = chunk.start + 1
    follows = len(lexicon.light().at(masked, after) or "") > 1 or rest in (lexicon.QUOTE, lexicon.TITLE, "X")
    return int(follows or (word in "从向" and lexicon.places().at(masked, after) is not None))


def _leave_doer_out(chunk: Chunk, masked: str) -> None:
    """支持云岭县建设国家示范区: the county is who does it."""
    local = masked.startswith(("地方", "各地", "有关"), chunk.start)
    if not local and lexicon.places().at(masked, chunk.start) is None:
        return
    for verb in lexicon.helpers("done_by_others"):
        position = masked.find(verb, chunk.start + 2, chunk.end - 4)
        if position >= 0:
            chunk.start = position + len(verb)
            chunk.verb = "build" if verb == "建设" else "create"
            chunk.left = "verb"
            return
