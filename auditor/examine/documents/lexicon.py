"""What the words of a sign, a message or a contract disclose: patterns in English and Chinese.

Chinese patterns are written in simplified characters. Every pattern is searched in normalised text
(see `normal.py`): traditional characters are simplified ones there, white space between Chinese
characters is gone, other runs of it are one space, letters keep their case and are matched without
regard to it.

A pattern is conservative: it would rather miss a disclosure in unusual words than find one in words
about something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True)
class Disclosure:
    """One thing that words can disclose.

    Attributes:
        topic: the last word of the observation's topic (`text.<topic>`).
        item: the member of `notice.items` it amounts to, or empty.
        words: what it means, one English sentence.
        patterns: regular expressions, any of which shows it.
        near_data: the match counts only close to words about data, cameras or faces, because the
            same words are common on other matters.
        unless_before: it does not count where this stands just before it in the sentence.
        unless_after: it does not count where this follows it in the sentence.
    """

    topic: str
    item: str
    words: str
    patterns: tuple[str, ...]
    near_data: bool = False
    unless_before: str = ""
    unless_after: str = ""


FACE = (
    r"\bfac(?:e|ial)[-_ ]?(?:recogni\w*|scan\w*|data|images?|pictures?|photos?|templates?|prints?"
    r"|geometry|features?|information|verif\w*|match\w*|identif\w*|capture\w*|detect\w*|payment"
    r"|biometric\w*|id\b|authenticat\w*|id entry|unlock\w*|analy[sz]\w*)"
    r"|\bbiometric\w* (?:of|from) (?:the |your )?face\b"
    r"|\b(?:recogni[sz]\w*|scans?|scanning|captur\w*|records?|recording|detect\w*|register\w*"
    r"|enrol\w*|use|using|store\w*) (?:(?:of|for) )?(?:your|the|their|visitors?['’]?s?"
    r"|people['’]?s|guests?['’]?) "
    r"(?:own )?faces?\b(?! masks?| coverings?)"
    r"|\byour faces? (?:is|are|will be|may be) (?:\w+ )?(?:captured|scanned|recorded"
    r"|stored|recogni[sz]ed|used|detected)"
    r"|\bfaceprints?\b|\b(?:pay|entry|enter|check[-_ ]?in|clock[-_ ]?in|access) (?:by"
    r"|with) (?:your )?face\b"
    r"|人脸|刷脸|面部(?:识别|特征|信息|图[像片]|数据|扫描|采集|影像)|脸部(?:识别"
    r"|特征|信息|图[像片]|数据|扫描|采集|影像)"
    r"|面容(?:识别|信息)|人像(?:采集|识别|比对|信息|数据)"
)
"""Words that name faces as data. Not: face masks, interfaces, "face the camera"."""

FINGERPRINT = r"\bfinger[- ]?prints?\b|\bfinger scan\w*|指纹|指静脉|掌纹"
BIOMETRIC = r"\bbiometric\w*|生物(?:特征|识别)"
SURVEILLANCE = (
    r"\bcctv\b|\bvideo[- ]?(?:surveillance|monitoring|recording)\b|\bunder surveillance\b"
    r"|\bsecurity cameras?\b|\bsurveillance cameras?\b|\bcameras? (?:is|are) in (?:operation|use)"
    r"|\byou are (?:being )?(?:filmed|recorded|on camera)\b"
    r"|(?:视频|图像|电子)?监控|摄像|录像|摄录|公共安全视频"
)
MOVING_PICTURES = rf"{SURVEILLANCE}|视频|\bvideos?\b|\bfootage\b|\brecordings?\b"
"""Words for recordings, whose time of keeping is often another than that of face data."""
DATA = (
    rf"{FACE}|{FINGERPRINT}|{BIOMETRIC}|{SURVEILLANCE}|\b(?:personal )?(?:data|information)\b"
    r"|\bimages?\b|\bfootage\b|\brecordings?\b|\bcollect\w*|\bcaptur\w*|\bprivacy\b"
    r"|个人信息|信息|数据|图像|影像"
    r"|照片|采集|收集|隐私"
)
"""Words about data at all."""

NEAR_DATA = 90
"""How far, in characters of normalised text, words about data may be from a match."""

SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")

DENIAL = (
    r"(?:\b(?:do|does|did|will|shall|is|are|has|have)(?: not|n['’]t| never)|\bnever"
    r"|\bneither|\bcannot)"
    r"(?: (?:ever|currently|in any way|at present|have|make|any|use|using|used"
    r"|collect\w*|store\w*|process\w*|deploy\w*"
    r"|operate\w*|employ\w*|capture\w*|record\w*|perform\w*|carry out|or|and|nor"
    r"|of|equipped|with|the|your|our|either)){0,8}[ ,]*$"
    r"|\b(?:no|free of|not using|nor)(?: (?:use of|any|use|using))? ?$"
    r"|(?:不|未|没有|沒有|并未|並未|从不|从未|绝不|并不|並不|不会|没)(?:会|再|曾|予)?"
    r"(?:使用|采用|采集|收集|启用|安装|应用|处理|储存|存储|提取|配备|设置|开通"
    r"|进行|涉及|含有|包含|记录|获取|留存|保存)"
    r"(?:任何|您的?|游客的?|顾客的?|客户的?|用户的?|个人的?|来访者的?|、|和|及"
    r"|或|与|也不|亦不|不|未|使用|采用|采集|收集|存储|储存|保存|处理|分析|比对"
    r"|识别){0,5}$"
    r"|无$"
)
"""A denial that ends right where the word for faces begins."""
DENIAL_OF_STORING = (
    r"\b(?:use|using|used|collect\w*|process\w*|deploy\w*|operate\w*|employ\w*"
    r"|capture\w*|perform\w*"
    r"|carry|no|nor|neither|free|have|has|equipped|is|are)\b|使用|采用|采集|收集"
    r"|启用|安装|应用|处理|提取|配备"
    r"|设置|开通|进行|涉及|含有|包含|获取|识别|无$"
)
"""Where a denial has none of these words, it denies only that something is stored or recorded."""
NOT_NEEDED = (
    r"(?:无[需须]|不[需须]要?|不必|免)(?:使用|进行|采集|提供|录入)?$"
    r"|\b(?:no need (?:for|of|to use)|need not|without(?: using| any)?|not (?:need"
    r"|require)\w*) ?(?:your |a |the )?$"
)
"""Words before a word for faces that say it is not needed: neither a denial nor a collection."""
DENIAL_LIMITED = (
    r"^.{0,14}?\b(?:required|needed)\b|^.{0,14}?\bfor\b(?! any| the purpose)|^.{0,14}?\bwith"
    r"out (?:your|the|prior|express|explicit|consent)"
    r"|^.{0,14}?\b(?:unless|until|except|if)\b|^.{0,24}?\b(?:to|with) (?:third"
    r"|any third|other) part"
    r"|^.{0,12}?(?:用于|用作|以外|之外|除外|的(?:用户|顾客|客户|游客|会员|人员"
    r"|人|业主|访客|消费者|者)|者)"
    r"|^.{0,8}?(?:进行|作)(?:营销|画像|推送|分析|其他)"
    r"|^.{0,12}?(?:不影响|不会影响|并不影响|也可|亦可|仍可|照常|同样可)"
    r"|^.{0,24}?\b(?:affects?|changes?|makes no difference)\b"
)
"""What follows a denial that denies only some use, or only names those who refuse."""
CONDITION_BEFORE = (
    r"\b(?:if|unless|when|where|who|those|persons?|people|visitors|guests|customers"
    r"|anyone|users) [^.;]{0,40}$"
    r"|(?:如果?|若|倘|未经|除非|当|凡)[^。；]{0,30}$|(?:对于?|选择|愿意?|想|同意"
    r"|可以?|有权)[^。；，,]{0,14}$"
)
"""What stands before a denial that is a condition or a choice of the reader's, and none."""

REFUSAL = (
    r"\b(?:cannot|can ?not|can['’]t|unable to|not (?:be )?(?:able|permitted|allowed"
    r"|admitted)(?: to)?"
    r"|may not|will not be|won['’]t be (?:able|permitted|allowed)(?: to)?|must not)"
    r" (?:to )?(?:be )?(?:(?!refused|denied)\w+ ){0,2}?(?:enter|entry|access|admi\w+|use"
    r"|pass|proceed|let in|served)"
    r"|\b(?:refused?|den(?:y|ied)|no|reject\w*) (?:the )?(?:entry|admission|access|service)\b"
    r"|\b(?:entry|admission|access|service) (?:will be|is|shall be|may be) (?:refused|denied)"
    r"|(?:无法|不能|不得|不予|不可|禁止|拒绝|不许|不准)(?:您|其|再|再次|正常|继续"
    r"|办理|凭卡|提供){0,3}"
    r"(?:入园|入场|入馆|进入|进园|进场|通行|入内|出入|进出|办理|使用|提供服务|服务|消费|放行)"
)
REFUSAL_DENIED_BEFORE = (
    r"(?:\bnot|n['’]t|\bnever|\bwithout being)(?: \w+){0,2} ?$"
    r"|(?:不会|不因|不得因|不得以|并不|绝不|不)(?:因此|因此而|被)?$"
    r"|不(?:会|得|应)?因[^。；，,]{0,24}$"
)
NEEDED_BY_FACE = 60
"""How far, in characters, the word for faces may be from an announced refusal, in one sentence."""

DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure(
        "purpose",
        "purpose",
        "The words name a purpose.",
        (
            r"\bpurposes?\b(?! of (?:visit|travel))|\bin order to\b|\b(?:is|are"
            r"|will be|be|only) used (?:to|for)\b"
            r"|\bfor (?:your |the |our )?(?:\w+ )?(?:safety|security|access control"
            r"|crime prevention|identification|attendance)\b"
            r"|目的|用途|用于|以便|(?:为了?)(?:保障|维护|提升|提高|加强|方便|提供"
            r"|防止|便于|实现|核验|确保|您的安全|公共安全)",
        ),
        near_data=True,
    ),
    Disclosure(
        "manner",
        "manner",
        "The words say how faces or data are taken or compared.",
        (
            r"\bby (?:means of )?(?:a |the |our )?(?:\w+ )?(?:cameras?|gates?|terminals?"
            r"|turnstiles?)\b"
            r"|\b(?:compared?|matched) (?:with|to|against)\b|\bautomatic(?:ally)? (?:recogni"
            r"|compar|captur)\w*"
            r"|处理方式|采集方式|收集方式|识别方式|(?:通过|利用|借助|由)[^。；，,]{0,12}(?:摄"
            r"像|相机|闸机|终端|设备|门禁)"
            r"|(?:进行|自动)?比对|自动(?:识别|采集|抓拍)|抓拍",
        ),
        near_data=True,
    ),
    Disclosure(
        "kinds",
        "kinds",
        "The words name kinds of data.",
        (
            r"\b(?:categories|kinds|types) of (?:personal )?(?:data|information)\b"
            r"|\bfac(?:e|ial)[- ]?(?:data|images?|pictures?|photos?|templates?"
            r"|features?|information|geometry|prints?)\b"
            r"|信息(?:的)?(?:种类|类型|类别)|(?:人脸|面部|脸部|人像)(?:信息|图像"
            r"|图片|照片|特征|数据|影像)",
        ),
    ),
    Disclosure(
        "operator_named",
        "name",
        "The words name the operator.",
        (
            r"\b(?:operated|controlled|run|provided) by [A-Z]\w+"
            r"|\b(?:operator|data controller|controller|company) ?[:：] ?\w"
            r"|\b(?:data )?controller\b ?(?:is|:)"
            r"|\b[A-Z][\w&.]+(?: [A-Z&][\w&.]*){0,5},? (?:Ltd|Limited|Inc|LLC|GmbH"
            r"|Corp|Co\.|plc|PLC|S\.A\.|AG)\b"
            r"|处理者(?:名称)?[:：为是]|[\u4e00-\u9fff]{2,20}(?:有限公司|股份公司"
            r"|有限责任公司|管理处|管委会|管理委员会|动物世界|动物园|物业公司|物业服务中心)",
        ),
    ),
    Disclosure(
        "contact",
        "contact",
        "The words give a contact.",
        (
            r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,24}"
            r"|\b(?:phone|tel|telephone|hotline|call|contact|mob|mobile|fax)\b\.?[^.。\n]{0,40}?"
            r"\+?\d[\d ()-]{5,}"
            r"|\bcontact (?:us|our|the)\b[^.\n]{0,60}\b(?:at|via|through|by)\b"
            r"|(?:联系|电话|热线|咨询|客服|致电|投诉|邮箱|来电|详询|垂询)[^。；\n]{0,24}?\d["
            r"\d-]{4,}"
            r"|(?:联系|咨询)(?:我们|本园|工作人员|前台|服务台|客服)|服务台(?:咨询|联系)",
        ),
    ),
    Disclosure(
        "rights",
        "rights",
        "The words name rights of the person, such as withdrawal or deletion.",
        (
            r"\bwithdraw (?:your |the |their )?consent\b|\bopt[- ]?out\b|\bright(?:s)? (?:to"
            r"|of) (?:access|erasure|deletion|object|withdraw\w*|correct\w*|rectif\w*)"
            r"|\b(?:request|ask for|demand) (?:the )?(?:access|deletion|erasure"
            r"|correction|removal|a copy)\b|\byour rights\b"
            r"|\bdelete your\b|\b(?:have|has) your (?:\w+ )?(?:data|image|picture"
            r"|information) (?:deleted|erased|removed)"
            r"|(?:有权|可以?|申请|要求|请求|随时)[^。；\n]{0,16}(?:查阅|复制|更正"
            r"|删除|撤回|撤销|注销|拒绝处理)"
            r"|撤回同意|(?:查阅|复制|更正|删除|撤回)[^。；\n]{0,10}(?:权利|的权"
            r"|方式|途径|渠道|申请)|行使[^。；\n]{0,8}权利|您的权利",
        ),
        unless_before=r"(?:不可|无权|不得|不能|无法|\bno |\bnot |cannot )[^。.;；]{0,8}$",
    ),
    Disclosure(
        "necessity",
        "necessity",
        "The words speak of why the data are necessary.",
        (
            r"\bnecessity\b|\bnecessary (?:for|to|because)\b|\bstrictly necessary\b"
            r"|必要性|所必[需须]|确有必要|充分的?必要",
        ),
        near_data=True,
    ),
    Disclosure(
        "impact",
        "impact",
        "The words speak of the impact on the person.",
        (
            r"\b(?:impact|effects?|consequences?|risks?) (?:on|to|for) (?:you|your"
            r"|individuals?|people|persons?|the rights|personal)\b"
            r"|(?:对|给)[^。；，,\n]{0,10}(?:个人|您|权益|权利|隐私)[^。；，,\n]{0,10}(?:影响"
            r"|风险)|(?:影响|风险)(?:及|和|与)?(?:保护措施|告知|提示)",
        ),
        near_data=True,
    ),
    Disclosure(
        "alternative",
        "alternative",
        "The words offer another way.",
        (
            r"\b(?:alternative(?:ly)?|another way|other (?:ways?|means|methods?"
            r"|options?)|instead of (?:face|facial|your face))\b"
            r"|\bmanual (?:check|lane|entry|verification|inspection|gate)\b|\bstaffed (?:gat"
            r"e|lane|entrance|desk|counter)\b"
            r"|\b(?:you may|you can|may also|can also)(?: also| instead)? (?:use"
            r"|show|choose|enter with|present|scan) [^.;\n]{0,40}\b(?:cards?|tickets?"
            r"|codes?|passport|id\b|staff|counter|lane)"
            r"|(?:其他|其它|另外|替代|非人脸)(?:的)?(?:身份)?(?:验证|核验|入园"
            r"|入场|识别|进入|通行|认证|检票)?(?:方式|方案|途径|通道|方法)"
            r"|人工(?:通道|核验|检票|验票|窗口|登记|服务|入口|审核)"
            r"|(?:可|可以|也可|亦可|还可|也可以)(?:选择|使用|凭|通过|持|出示|改用"
            r"|刷)[^。；，,\n]{0,12}(?:身份证|二维码|门票|年卡|门禁卡|刷卡|密码"
            r"|人工|证件|IC卡|纸质票)",
        ),
        unless_before=(
            r"(?:不提供|没有|无|不再提供|不设|取消|停用|不支持|不接受|不可使用"
            r"|\bno\b|\bnot\b|n['’]t|without|never)[^。.;；]{0,14}$"
        ),
        unless_after=(
            r"^[^。.;；\n]{0,14}(?:已取消|已停用|将停用|已停止|不再|已关闭|不可用"
            r"|取消|not available|no longer|not accepted|is not|are not|unavailable"
            r"|cannot)"
        ),
    ),
)
"""Everything but faces, retention and refusal, which need more than a pattern."""

KEEP = (
    r"\b(?:kept|keep|keeps|stored?|stores|retain(?:ed|s)?|retention|held|hold|preserved?"
    r"|sav(?:ed?|es)|deleted?|deletes|erased?|overwritten|removed)\b"
    r"|保存|存储|储存|留存|保留|保管|删除|销毁|清除|存放|覆盖"
)
"""Words about keeping data."""
_NUMBER_WORDS = (
    r"\d{1,3},\d{3}|\d{1,5}(?:\.\d)?"
    r"|one|two|three|six|seven|ten|fourteen|fifteen|thirty|sixty|ninety|twelve"
    r"|半|[一二两三四五六七八九十百]{1,5}"
)
DURATION = (
    rf"(?P<number>{_NUMBER_WORDS}) ?(?:\((?P<again>\d{{1,5}})\) ?)?(?:calendar "
    rf"|natural |working |个)?(?:自然)?"
    r"(?P<unit>hours?|days?|weeks?|months?|years?|小时|日|天|周|星期|月|年)(?!\w*卡|龄|检|度|票|份)"
)
PART_OF_NUMBER = r"\d\s*$|\d[.,]$|\d ?[oOlI] ?$|[A-Za-z]$"
"""What stands before digits that may be only the end of a number, as in `3 0 days`."""
KEEP_TO_DURATION = 40
"""How far, in characters, the duration may be from the word about keeping, in one sentence."""
UNLIMITED = (
    r"\b(?:indefinitely|permanently|without (?:any )?limit)\b"
    r"|永久(?:保存|存储|保留)|长期(?:保存|存储|保留)|无限期"
)
RETENTION_IN_WORDS = (
    r"\bretention periods?\b|\b(?:only )?(?:for )?(?:as|so) long as (?:is |it is )?(?:necess"
    r"ary|needed|required)"
    r"|(?:保存|存储|储存|留存|保留)(?:期限|时间|期间|时长)|必要的?最短(?:时间|期限)"
)
AT_LEAST = (
    r"(?:\bat least|\bno less than|\bnot less than|\bminimum(?: of)?"
    r"|不少于|不低于|不得少于|至少|最少) ?$"
)
DAYS_PER_UNIT: dict[str, float] = {
    "hour": 1 / 24,
    "小时": 1 / 24,
    "小時": 1 / 24,
    "day": 1,
    "日": 1,
    "天": 1,
    "week": 7,
    "周": 7,
    "星期": 7,
    "month": 30,
    "月": 30,
    "year": 365,
    "年": 365,
}
"""Days in a unit as people mean it: a month is 30 and a year 365 days."""
NUMBERS: dict[str, float] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "半": 0.5,
}
