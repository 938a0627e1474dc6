"""What a file holds besides its running text: tracked changes, comments, hidden text, properties, embedded files.

Takes a ``Page`` whose ``part`` the readers have found, gives the whole of it. What stands in these parts is looked at
by all rules that read ``all`` as well. Read next: ``readers/document.py``.
"""

from __future__ import annotations

from reportmine.rules.rule import PartRule, Rule


class TrackedChange(PartRule):
    """A tracked change was neither accepted nor rejected.

    **What it finds.** Text that was inserted, deleted or moved under 修订, with its author and date.

    **Why.** Whoever opens the file sees what stood there before and who changed it.

    **Example.** ``比上年少三个`` struck out by the deputy head of the office

    **What to do.** Accept or reject all changes, then save under a new name.

    **Norm.** 通常; 42 revision marks in one published text were a scandal.
    """

    id = "RM1001"
    name = "tracked-change"
    category = "leftover"
    severity = "medium"
    message = "文件里留有未处理的修订，收件人可以看到改动前后的文字和改动人"
    advice = "接受或拒绝全部修订后另存"
    kinds = ("inserted", "deleted", "moved")
    hit = ("deleted｜⟦，比上年少三个⟧", "inserted｜⟦（不含开发区）⟧")
    miss = ("header｜政府工作报告", "alternate-text｜会议现场")


RULES: tuple[Rule, ...] = (TrackedChange(),)
