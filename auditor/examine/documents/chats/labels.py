"""Which side of a conversation a name, or how its bearer writes, belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.examine.documents.chats.model import OWN, Conversation, Roles
from auditor.vocabulary.value import SpeakerRole

OWN_LABEL = re.compile(r"我|自己|me|myself|you|i", re.IGNORECASE)
_OPERATOR_LABEL = re.compile(
    r"顾问|客服|销售|经理|前台|物业|管家|店员|店长|导购|工作人员|接待|保安|案场|售楼|招商|园方"
    r"|商家|公司|官方|服务中心|服务台|助手|门店|值班|主管|管理处|经营者|商户|酒店|健身房|景区"
    r"|乐园|动物园|\bsales\b|consultant|support|customer (?:service|care|relations|success)"
    r"|front desk|reception|manager|\bstaff\b|security|privacy|\bdpo\b|data protection"
    r"|service (?:desk|cent)|property m|\bstore\b|\bshop\b|help ?desk|operator|\bcompany\b"
    r"|\bltd\b|\binc\b|\bgym\b|\bpark\b|concierge|no-?reply|landlord"
    r"|法务|总部|\bkefu\b|role mailbox",
    re.IGNORECASE,
)
_VISITOR_LABEL = re.compile(
    r"^(?:客户|顾客|业主|住户|访客|游客|用户|会员|本人|消费者|租客|家长|投诉人|购房者|购房人"
    r"|来访者)|^(?:the )?(?:customer|visitor|guest|client|resident|tenant|member|consumer|buyer"
    r"|complainant)(?: \w+)?$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"电话|地址|目的|时间|期限|日期|标题|主题|备注|注意|说明|方式|范围|种类|类型|内容|链接|网址"
    r"|邮箱|联系|热线|编号|名称|项目|摘要|附件|结论|用途|保存|提示|第.{1,3}条"
    r"|^[一二三四五六七八九十\d]+[、.．]?|date|subject|\bto\b|from|\bcc\b|sent|tel|phone|address"
    r"|purpose|retention|note|contact|e-?mail|re$|fwd?$|http|title|notice|warning|summary"
    r"|controller|location|scope|time|period|version",
    re.IGNORECASE,
)
_OUR_PLACE = re.compile(
    r"(?:我们|咱们|我司)(?:这边|这里|这|的)?(?:案场|售楼处|楼盘|项目|门店|店|系统|后台|前台|园区"
    r"|景区|商场|健身房|酒店|摄像头|公司|物业)|本(?:店|案场|公司|园|商场|酒店|售楼处)"
    r"|\bour (?:store|shop|system|cameras?|policy|office|front desk|gym|park|hotel|showroom"
    r"|premises)",
    re.IGNORECASE,
)
_TO_CUSTOMER = re.compile(
    r"您|[\u4e00-\u9fff](?:姐|哥|总|先生|女士|小姐)(?=[，,。！!\s]|您|你)|尊敬的|亲[，,～~]"
    r"|\bdear (?:customer|guest|sir|madam|member|mr|ms|mrs)|\byour (?:visit|membership|account"
    r"|booking|discount)",
    re.IGNORECASE,
)
_YOUR_PLACE = re.compile(
    r"你们|贵(?:公司|司|店|园|处|方)|\byour (?:store|shop|system|cameras?|policy|office|company"
    r"|staff|gym|park|hotel|showroom|premises|website)|\bdo you (?:use|have|keep|store)",
    re.IGNORECASE,
)


def is_field(label: str) -> bool:
    """Whether `label` names an item of a form or a header, and nobody."""
    return bool(_FIELD.search(label)) and not is_party(label)


def is_party(label: str) -> bool:
    """Whether `label` says by itself on which side its bearer is."""
    return bool(OWN_LABEL.fullmatch(label)) or _role_of(label) is not None


def _role_of(label: str) -> SpeakerRole | None:
    if _VISITOR_LABEL.search(label) and not re.search(r"service|care|客服", label, re.IGNORECASE):
        return SpeakerRole.VISITOR
    return SpeakerRole.OPERATOR if _OPERATOR_LABEL.search(label) else None


def roles_of(conversation: Conversation, text: str) -> Roles:
    """The side of each author, as far as names and words tell; `text` is the whole document.

    Nobody gets a side because of what is admitted: only names, the heading, and how the two address
    one another count. Where they do not tell, or disagree, nobody gets one.
    """
    authors = conversation.authors
    roles = {name: role for name in authors if (role := _role_of(name)) is not None}
    addressed = _role_of(conversation.title)
    if len(authors) == 1 and not roles and addressed is not None:
        return {authors[0]: _opposite(addressed)}
    others = [name for name in authors if name != OWN and name not in roles]
    titled = _role_of(conversation.title)
    # The heading names the other side; with two authors that is the one who is not "me".
    if titled is not None and OWN in authors and len(authors) <= 2 and len(others) == 1:  # noqa: PLR2004
        roles[others[0]] = titled
    if len(authors) > 2:  # noqa: PLR2004 - in a group only names tell
        return roles
    if len(roles) == 1 and len(authors) == 2:  # noqa: PLR2004 - two sides
        (known, role), *_ = roles.items()
        other = next(name for name in authors if name != known)
        roles[other] = _opposite(role)
    return roles or _by_words(conversation, text)


def _opposite(role: SpeakerRole) -> SpeakerRole:
    return SpeakerRole.VISITOR if role is SpeakerRole.OPERATOR else SpeakerRole.OPERATOR


def _by_words(conversation: Conversation, text: str) -> Roles:
    """The sides as the two address one another: the words of both have to agree."""
    authors = conversation.authors
    if len(authors) != 2:  # noqa: PLR2004 - two sides
        return {}
    words = {name: _words_of(conversation, name, text) for name in authors}
    candidates = [
        name
        for name, other in (authors, tuple(reversed(authors)))
        if all(p.search(words[name]) for p in (_OUR_PLACE, _TO_CUSTOMER))
        and _YOUR_PLACE.search(words[other])
        and not _OUR_PLACE.search(words[other])
    ]
    if len(candidates) != 1:
        return {}
    operator = candidates[0]
    return {
        name: SpeakerRole.OPERATOR if name == operator else SpeakerRole.VISITOR for name in authors
    }


def _words_of(conversation: Conversation, author: str, text: str) -> str:
    pieces: Iterable[str] = (
        text[turn.start : turn.end] for turn in conversation.turns if turn.author == author
    )
    return "\n".join(pieces)
