"""Faces, denials, refusals and times of keeping in documents: patterns in English and Chinese.

Chinese patterns are written in simplified characters. Every pattern is searched in normalised text
(see `normal.py`): traditional characters are simplified ones there, white space between Chinese
characters is gone, other runs of it are one space, letters keep their case and are matched without
regard to it.

A pattern is conservative: it would rather miss a disclosure in unusual words than find one in words
about something else.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


FACE = (
    r"\bfac(?:e|ial)[-_ ]?(?:recogni\w*|scan\w*|data|images?|pictures?|photos?|templates?|prints?"
    r"|geometry|features?|information|verif\w*|match\w*|identif\w*|capture\w*|detect\w*|payment"
    r"|check[- ]?in(?! (?:desk|counter|hall))"
    r"|biometric\w*|id\b|authenticat\w*|id entry|unlock\w*|analy[sz]\w*)"
    r"|\bbiometric\w* (?:of|from) (?:the |your )?face\b"
    r"|\b(?:recogni[sz]\w*|recognition|scans?|scanning|captur\w*|records?|recording|detect\w*"
    r"|register\w*|enrol\w*|use|using|store\w*|match\w*|compar\w*) (?:(?:of|for) )?(?:your|my|our"
    r"|the|their|his|her|a|every|each|visitors?['’]?s?|people['’]?s|guests?['’]?"
    r"|customers?['’]?s?) "
    r"(?:own )?faces?\b(?! masks?| coverings?| value| of it)"
    r"|\b(?:images?|photos?|pictures?|photographs?|templates?|recordings?) of (?:\w+ )?faces?\b"
    r"|\b(?:compar|match|recogni[sz])\w* (?:the )?faces\b"
    r"|\b(?:(?!nobody|one)\w+['’]s?|your|every|each|all|their) faces? (?:is|are|will be|may be) "
    r"(?:\w+ )?(?:captured|scanned|recorded"
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
    r"|\brecord(?:s|ed|ing)? (?:\w+ )?video\b|\bvideo cameras?\b"
    r"|\bcameras?\b[^.;\n]{0,40}\brecords?\b|\b(?:has|have|with) (?:\w+ )?cameras\b"
    r"|\bsecurity cameras?\b|\bsurveillance cameras?\b|\bcameras? (?:is|are) in (?:operation|use)"
    r"|\byou are (?:being )?(?:filmed|recorded|on camera)\b"
    r"|(?:视频|图像|电子)?监控|摄像|录像|摄录|公共安全视频"
)
MOVING_PICTURES = rf"{SURVEILLANCE}|视频|\bvideos?\b|\bfootage\b|\brecordings?\b"
"""Words for recordings, whose time of keeping is often another than that of face data."""
DATA = (
    rf"{FACE}|{FINGERPRINT}|{BIOMETRIC}|{SURVEILLANCE}|\b(?:personal )?(?:data|information)\b"
    r"|\bimages?\b|\bfootage\b|\brecordings?\b|\bcollect\w*|\bcaptur\w*|\bprivacy\b"
    r"|\bfaces?\b|\btemplates?\b|\bcameras?\b|\bphotos?\b|\bpictures?\b"
    r"|个人信息|信息|数据|图像|影像"
    r"|照片|采集|收集|隐私"
)
"""Words about data at all."""

NEAR_DATA = 90
"""How far, in characters of normalised text, words about data may be from a match."""
NEAR_IN_SHORT_TEXT = 400
SHORT_TEXT = 3_000
"""In a text no longer than this that names faces, nearly every sentence is about them."""

SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")

DENIAL = (
    r"(?:\b(?:do|does|did|will|shall|is|are|has|have)(?: not|n['’]t| never)|\bnever"
    r"|\bneither|\bcannot)"
    r"(?: (?:ever|currently|in any way|at present|have|make|any|do|use|using|used"
    r"|collect\w*|store\w*|process\w*|deploy\w*"
    r"|operate\w*|employ\w*|capture\w*|record\w*|perform\w*|carry out|for|or|and|nor"
    r"|of|equipped|with|the|your|our|either)){0,8}[ ,]*$"
    r"|\b(?:none of (?:our|the|these|those)(?: \w+)?|(?<!with )no) (?:cameras?|devices?|gates?"
    r"|terminals?|systems?)(?: here| in \w+ \w+)? (?:uses?|performs?|does|do|has|have|collects?"
    r"|captures?|(?:is|are) equipped with)(?: any)? ?$"
    r"|\b(?:no|free of|not using|nor)(?: (?:use of|any|use|using))? ?$"
    r"|(?:不|未|没有|沒有|并未|並未|从不|从未|绝不|并不|並不|不会|没)(?:会|再|曾|予)?"
    r"(?:使用|采用|采集|收集|启用|安装|应用|处理|储存|存储|提取|配备|设置|开通"
    r"|进行|涉及|含有|包含|记录|获取|留存|保存)"
    r"(?:任何|您的?|游客的?|顾客的?|客户的?|用户的?|个人的?|来访者的?|、|和|及"
    r"|或|与|也不|亦不|不|未|使用|采用|采集|收集|存储|储存|保存|处理|分析|比对"
    r"|识别){0,5}$"
    r"|(?:无|没有|没|并无)(?:安装|任何)?$"
    r"|(?:不|未|没有|并不|并未)(?:具备|具有|支持|带有|配有|开启)(?:任何)?$"
)
"""A denial that ends right where the word for faces begins."""
DENIED_AFTER = (
    r"^(?:识别|功能|信息|数据|技术|系统|图像|特征|采集|比对|模块){0,3}(?:均|都|并|也|目前|现)?"
    r"(?:不存在|并不存在|未启用|未开启|未使用|没有启用|没有开启|没有使用|已关闭|未采集|没有采集)"
    r"|^(?: (?:recognition|data|images?|templates?|functions?|features?|scanning)){0,2} (?:is|are) "
    r"(?:not (?:used|in use|active|enabled|collected|switched on)|switched off|disabled)\b"
)
"""A denial right after the word for faces."""
DENIAL_OF_STORING = (
    r"\b(?:use|using|used|collect\w*|process\w*|deploy\w*|operate\w*|employ\w*"
    r"|capture\w*|perform\w*"
    r"|carry|no|nor|neither|free|have|has|equipped|is|are)\b|(?:not|n['’]t) do\b"
    r"|具备|具有|支持|带有|配有|开启|使用|采用|采集|收集"
    r"|启用|安装|应用|处理|提取|配备"
    r"|设置|开通|进行|涉及|含有|包含|获取|识别|(?:无|没有|没)(?:任何)?(?:人脸|刷脸|面部|脸部)?$"
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
    r"|^[^，,]{0,12}?(?:用于|用作|以外|之外|除外|的(?:用户|顾客|客户|游客|会员|人员"
    r"|人(?!脸|像)|业主|访客|消费者|者)|者)"
    r"|^.{0,8}?(?:进行|作)(?:营销|画像|推送|分析|其他)"
    r"|^.{0,12}?(?:不影响|不会影响|并不影响|也可|亦可|仍可|照常|同样可)"
    r"|^.{0,6}?(?:就|则|便|无法|不能|不得|的话|的人(?!脸|像)|的不|的，)"
    r"|^.{0,24}?\b(?:affects?|changes?|makes no difference)\b"
)
"""What follows a denial that denies only some use, or only names those who refuse."""
CONDITION_BEFORE = (
    r"\b(?:if|unless|when|where|who|those|persons?|people|visitors|guests|customers"
    r"|anyone|users) [^.;]{0,40}$"
    r"|(?:如果?|若|倘|未经|除非|当|凡)[^。；]{0,30}$|(?:对于?|选择|愿意?|想|同意"
    r"|可以?|有权)[^。；，,]{0,14}$"
)
"""Words before a denial that make it a condition, or a choice of the reader's."""

REFUSAL = (
    r"\b(?:cannot|can ?not|can['’]t|unable to|not (?:be )?(?:able|permitted|allowed"
    r"|admitted)(?: to)?"
    r"|may not|will not be|won['’]t be (?:able|permitted|allowed)(?: to)?|must not)"
    r" (?:to )?(?:be )?(?:(?!refused|denied)\w+ ){0,2}?(?:enter|entry|access|admi\w+|use"
    r"|pass|proceed|let in|served)"
    r"|\b(?:refused?|den(?:y|ied)|no|reject\w*) (?:the )?(?:entry|admission|access|service)\b"
    r"|\b(?:entry|admission|access|service) (?:will be|is|shall be|may be) (?:refused|denied)"
    r"|\b(?:membership|entry|admission|access|service) is not (?:available|open|possible)\b"
    r"|\bno (?:keys|cards)? ?(?:entry|admittance)\b"
    r"|(?:无法|不能|不得|不予|不可|禁止|拒绝|不许|不准|请勿|谢绝|不让|不给)(?:您|其|他们|再|再次|正常|继续"
    r"|办理|凭卡|提供|对|为){0,3}"
    r"(?:入园|入场|入馆|进入|进园|进场|进门|进案场|进店|进小区|进馆|进楼|进去|进来|通行|入内|出入|进出|办理|使用"
    r"|提供服务|服务|消费|放行|接待|入住|上课|就餐|用餐|乘车|取件)"
    r"|恕不(?:接待|服务|放行)|进不(?:来|去|了)"
)
REFUSAL_DENIED_BEFORE = (
    r"(?:不得|不应|不会|不能|不可|禁止|严禁)(?:以|因)?[^。；，,]{0,24}$|"
    r"\b(?:no one|nobody|none)(?: (?:is|are|was|will|be|ever)){0,3} ?$|"
    r"(?:\bnot|n['’]t|\bnever|\bwithout being)(?: \w+){0,2} ?$"
    r"|(?:不会|不因|不得因|不得以|并不|绝不|不)(?:因此|因此而|被)?$"
    r"|不(?:会|得|应)?因[^。；，,]{0,24}$"
)
NEEDED_BY_FACE = 60
"""How far, in characters, the word for faces may be from an announced refusal, in one sentence."""

KEEP = (
    r"\b(?:kept|keep|keeps|stored?|stores|retain(?:ed|s)?|retention|held|hold|preserved?"
    r"|sav(?:ed?|es)|deleted?|deletes|erased?|overwritten|removed"
    r"|(?:footage|recordings?|data|images?|templates?|photos?|pictures?) (?:is|are) (?:\w+ )?"
    r"(?:wiped|purged|cleared))\b"
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
"""What comes before digits that may be only the end of a number, as in `3 0 days`."""
KEEP_TO_DURATION = 40
"""How far, in characters, the duration may be from the word about keeping, in one sentence."""
UNLIMITED = (
    r"\b(?:indefinitely|permanently|without (?:any )?(?:time )?limit|forever|for ever"
    r"|in perpetuity)\b"
    r"(?! (?:delet|eras|remov|destroy))"
    r"|\bperpetual\b"
    r"|(?:永久|长期|一直|终身|永远)(?:地)?(?:保存|存储|储存|保留|留存|使用)|无限期"
)
UNLIMITED_DENIED = (
    r"(?:不|不会|不得|不予|不再|未|绝不|无需)(?:被|将|作)?$"
    r"|(?:\bnot|n['’]t|\bnever)(?: \w+){0,5} ?$|\b(?:deleted?|erased?|removed?|destroyed) ?$"
)
"""Words before one of these that deny it, or that delete for ever."""
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
