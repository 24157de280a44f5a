"""Broad words that a notice may use for each item it has to state.

The patterns of `lexicon.py` are narrow, so that what they find is there. That an item is missing is
more than that: it is known only if none of the broad words below occurs either. They may occur in
words about something else; then the item is neither found nor known to be missing.
"""

from __future__ import annotations

from functools import cache

from auditor.examine.documents.lexicon import FACE, compiled
from auditor.vocabulary.vocabulary import definition

_HINTS: dict[str, str] = {
    "face_data": r"\bfac(?:e|es|ial|ially)\b|\bbiometric|\bselfie|\bportrait"
    r"|人脸|刷脸|脸|面部|面容|人像|肖像|生物",
    "purpose": r"\bpurpose|\baims?\b|\breason|\bbecause\b|\bso that\b|\bin order\b|\bwhy\b"
    r"|\bused? (?:for|to)\b|\b(?:helps?|serves?|allows?|lets?) "
    r"|\bto (?:keep|protect|prevent|help|improve|check|verify|let|make|count|measure|find|ensure"
    r"|stop|know|see|offer|show|give|speed|recogni|identify|confirm|pay|settle|manage)"
    r"|目的|用途|用于|用作|用来|以便|以供|旨在|为了|为您|为方便|因为|由于|便于|原因"
    r"|为(?:保障|维护|提升|提高|加强|提供|防止|实现|核验|确保|统计|更好)",
    "manner": r"\bmanner\b|\bmethod|\bmeans\b|\bhow\b|\bcompar|\bmatch|\bscan|\brecogni|\bidentif"
    r"|\banaly[sz]|\bautomat|\bsensor|\bphotograph|\btemplate|\bprocess|\bencrypt|\bread by"
    r"|方式|方法|如何|比对|识别|扫描|分析|感应|抓拍|拍照|提取|采集|处理|加密|验证|核验|录入",
    "kinds": r"\bdata\b|\binformation\b|\bpictures?\b|\bimages?\b|\bphotos?\b|\btemplates?\b"
    r"|\bbiometric|种类|类型|类别|信息|数据|图像|图片|照片|特征|资料",
    "retention": r"\bkeep|\bkept\b|\bstor(?:e|ed|age|ing)\b|\bretain|\bretention\b|\bdelet|\berase"
    r"|\bremov|\bheld\b|\bdays?\b|\bmonths?\b|\bweeks?\b|\bhours?\b|\byears?\b|\bexpir|\boverwrit"
    r"|保存|存储|储存|留存|保留|保管|删除|销毁|清除|覆盖|期限|期间|到期|\d *[天日月年]",
    "name": r"\boperat(?:or|ed by)\b|\bcontroll(?:er|ed by)\b|\bmanag(?:er|ement|ed by)\b|\bowner"
    r"|\bprovide(?:r|d by)\b|\bresponsib|\bcompan|\bltd\b|\blimited\b|\binc\b|\brun by\b"
    r"|公司|处理者|运营|经营|管理|物业|单位|主办|承办|中心|集团|设备方|负责",
    "contact": r"@|\b(?:tel|phone|call|contact|write|mail|e-?mail|hotline|address|desk|reception"
    r"|office|ask)\b|\d{3,}[- ]?\d{3,}"
    r"|电话|联系|咨询|邮箱|热线|致电|客服|前台|服务台|地址|微信|二维码",
    "rights": r"\bright|\brequest|\bask\b|\bwithdraw|\bdelet|\berase|\bcorrect|\baccess\b"
    r"|\bobject\b|\bcomplain|\bcopy\b|\brefus|\bopt\b|\bconsent|\bchoose|\bchoice"
    r"|权利|有权|申请|请求|撤回|撤销|删除|查阅|查询|复制|更正|投诉|举报|拒绝|同意|自愿|选择",
    "necessity": r"\bnecess|\bneed|\brequir|\bbecause\b|\bmust\b|\bessential|\bonly way\b"
    r"|必要|必需|必须|需要|所需|因为|不得不|确需",
    "impact": r"\bimpact|\beffects?\b|\baffect|\bconsequen|\brisk|\bmeans (?:that|for)\b|\bresult"
    r"|影响|风险|后果|不利|意味|导致",
    "alternative": r"\balternativ|\banother\b|\bother\b|\binstead\b|\bor\b|\bcards?\b|\bcodes?\b"
    r"|\btickets?\b|\bstaff\b|\bdesk\b|\bmanual|\bwithout\b|\bchoose|\bchoice"
    r"|其他|其它|另外|另行|替代|人工|刷卡|卡|二维码|证件|身份证|也可|亦可|可选|自愿|或",
}
"""Broad words for each value of `notice.items`, in English and simplified Chinese."""


_FACE_TECHNOLOGY = rf"(?:{FACE})(?:识别(?:技术|系统)?)?"


@cache
def notice_items() -> tuple[str, ...]:
    """Every item a notice can state, in the order of the vocabulary.

    Raises:
        KeyError: an item of the vocabulary has no broad words.
    """
    items = tuple(definition("notice.items").values)
    return tuple(item for item in items if _HINTS[item])


def surely_missing(text: str, stated: set[str]) -> tuple[str, ...]:
    """The items that `text`, in normal form and read whole, neither states nor may mean."""
    # The name of the technology says that faces are meant, and nothing else.
    otherwise = compiled(_FACE_TECHNOLOGY).sub(" ", text)
    return tuple(
        item
        for item in notice_items()
        if item not in stated
        and not compiled(_HINTS[item]).search(text if item == "face_data" else otherwise)
    )
